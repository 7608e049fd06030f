using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record PrioritiseCaseInput(string Number, Priority Priority, int? SeenVersion);

/// <summary>Makes a case more or less urgent.</summary>
public sealed class PrioritiseCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(PrioritiseCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var changed = work.Subject.Prioritise(input.Priority);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        return await work.CommitAsync(ct);
    }
}
