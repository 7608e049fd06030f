using AfterSales.Application.Remedies;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record ResolveCaseInput(string Number, int? SeenVersion);

/// <summary>
/// Every agreed action is done: the Resolution clock and any promise stop, and the time runs in which the buyer is to be asked. Refused while a required
/// action is open, naming it, or an approval is.
/// </summary>
public sealed class ResolveCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(ResolveCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await OpenActions.RefusalAsync(work.Db, work.Subject, ct) is { } open) return open;
        var changed = work.Subject.Resolve(work.Now);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        work.Clocks.Stop(work.Subject.Id, ClockKind.Resolution, work.Now, StopCause.Resolved);
        work.Clocks.Stop(work.Subject.Id, ClockKind.Promise, work.Now, StopCause.Resolved);
        work.Clocks.Start(work.Subject, ClockKind.FollowUp, work.Now);
        work.Tell("case.resolved");
        return await work.CommitAsync(ct);
    }
}
