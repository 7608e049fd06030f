using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <param name="DespiteChecks">They know that the warehouse still looks something up for it, and do without the answer.</param>
public sealed record ResolveCaseInput(string Number, int? SeenVersion, bool DespiteChecks = false);

/// <summary>
/// Every agreed action is done: the Resolution clock and any promise stop, and the time runs in which the buyer is to be asked. Refused while a required
/// action is open, naming it, or an approval is; and, until whoever resolves it says that they do without, while the warehouse is asked for something that need not be known:
/// that is taken back, so that nobody weighs for nothing.
/// </summary>
public sealed class ResolveCase(CaseLocks locks)
{
    /// <summary>The refusal that names what the warehouse still looks up, in the words of the catalogue, separated by bars.</summary>
    public const string ChecksWaiting = "case.checks_waiting";

    /// <summary>The reason that is kept with it, in a word of the resources.</summary>
    private const string Resolved = "resolved";

    public async Task<Result<int>> ExecuteAsync(ResolveCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await OpenActions.RefusalAsync(work.Db, work.Subject, ct) is { } open) return open;
        var changed = work.Subject.Resolve(work.Now);
        if (!changed.Ok) return changed.Refusal;
        var waiting = await OpenActions.AtTheWarehouseAsync(work.Db, work.Subject, ct);
        if (waiting.Count > 0 && !input.DespiteChecks) return Refusal.Rule(ChecksWaiting, string.Join('|', waiting.Select(check => check.Word).OrderBy(OutcomeCatalogue.Evidence.PlaceOf)));
        await TakeBackAsync(work, waiting, ct);
        work.Record(changed.Value);
        work.Clocks.Stop(work.Subject.Id, ClockKind.Resolution, work.Now, StopCause.Resolved);
        work.Clocks.Stop(work.Subject.Id, ClockKind.Promise, work.Now, StopCause.Resolved);
        work.Clocks.Start(work.Subject, ClockKind.FollowUp, work.Now);
        work.Tell("case.resolved");
        return await work.CommitAsync(ct);
    }

    private static async Task TakeBackAsync(LockedCase work, List<CaseAction> waiting, CancellationToken ct)
    {
        if (waiting.Count == 0) return;
        var actions = await CaseActions.LoadAsync(work, ct);
        foreach (var check in waiting)
            if (check.Void(Resolved, actions.All, work.Now).Value is { } step) actions.Keep(check, step, CaseEventKind.ActionVoided);
    }
}
