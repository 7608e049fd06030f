using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Parcels;

/// <param name="SeenVersion">The version of the return on the screen.</param>
public sealed record InspectReturnInput(string Number, Guid ActionId, Inspection Inspection, string? Note, IReadOnlyList<Attachment>? Photos = null, int? SeenVersion = null);

/// <summary>
/// The warehouse says what came back: fit for a refund, for an exchange, or neither. What waited for it may go on, or never will, and the playbook knows of the defect;
/// photos are evidence of the case. Of two people who inspect the same return the second is told.
/// </summary>
public sealed class InspectReturn(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(InspectReturnInput input, Actor actor, CancellationToken ct = default)
    {
        if (input.Photos is { Count: > 0 } && MessageRules.Check(input.Note, input.Photos) is { } unfit) return unfit;
        if (input.Inspection is { Good: 0, Defective: 0 }) return Refusal.Invalid("return.count_needed") with { Field = nameof(Inspection.Good) };
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.WorkWarehouse, input.Number, input.ActionId, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        var (work, actions, action) = opened.Value;
        await using var _ = work;
        if (await AttachedFiles.ProblemAsync(work.Db, input.Photos, ct) is { } gone) return gone;

        var to = input.Inspection.Verdict == InspectionVerdict.Fail ? ActionState.Failed : ActionState.Done;
        var note = WarehouseWork.Text(input.Note);
        var inspected = action.Move(to, new ActionDetails { Inspection = input.Inspection, Note = note }, actions.All, work.Now);
        if (!inspected.Ok) return inspected.Refusal;
        actions.Keep(action, inspected.Value);
        work.Show(note, input.Photos);
        work.EndWaiting(actions);
        if (await shelf.AtHandAsync(work.Subject, ct) is { } rules) await work.CommitWithEvaluationAsync(rules, ct);
        else await work.CommitAsync(ct);
        return action.Version;
    }
}
