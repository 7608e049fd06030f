using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record PutOnWaitInput(string Number, Waiting? WaitFor, int? SeenVersion);

/// <summary>Says whom the case waits for, or that it waits no more; clocks that stand still meanwhile follow.</summary>
public sealed class PutOnWait(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(PutOnWaitInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var changed = work.Subject.WaitFor(input.WaitFor);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        work.LetClocksFollowWaiting();
        return await work.CommitAsync(ct);
    }
}
