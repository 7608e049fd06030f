using AfterSales.Application.Remedies;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record CloseCaseInput(string Number, int? SeenVersion);

/// <summary>Ends a resolved case; refused while something of it is open.</summary>
public sealed class CloseCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(CloseCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await OpenActions.RefusalAsync(work.Db, work.Subject, ct) is { } open) return open;
        var changed = work.Subject.Close(work.Now);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        work.Tell("case.closed");
        return await work.CommitAsync(ct);
    }
}
