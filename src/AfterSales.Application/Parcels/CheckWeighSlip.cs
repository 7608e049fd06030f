using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Parcels;

/// <param name="ActionId">The check of the weigh slip or of the order sheet.</param>
/// <param name="Slip">What the slip says of the buyer's words, as a value of the fact <c>weigh slip</c>; null where only the order sheet was asked for.</param>
/// <param name="Sheet">The same of the fact <c>order sheet</c>; null where it was not looked at.</param>
/// <param name="Weighing">Null where no slip was found.</param>
/// <param name="SeenVersion">The version of the action on the screen.</param>
public sealed record CheckWeighSlipInput(string Number, Guid ActionId, string? Slip, string? Sheet, Weighing? Weighing, string? Note, IReadOnlyList<Attachment>? Photos = null, int? SeenVersion = null);

/// <summary>
/// The warehouse answers what it was asked to look up: the weigh slip, the order sheet, or both. The answer is a fact, the photo evidence and the check done, in one
/// transaction: a crash leaves all of it or nothing. What the slip speaks for is said by the person; the difference only suggests it.
/// </summary>
public sealed class CheckWeighSlip(CaseLocks locks, PlaybookShelf shelf)
{
    private const string SlipFact = "weigh slip", SheetFact = "order sheet";

    public async Task<Result<int>> ExecuteAsync(CheckWeighSlipInput input, Actor actor, CancellationToken ct = default)
    {
        if (input.Photos is { Count: > 0 } && MessageRules.Check(input.Note, input.Photos) is { } unfit) return unfit;
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.WorkWarehouse, input.Number, input.ActionId, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        var (work, actions, action) = opened.Value;
        await using var _ = work;
        if (await AttachedFiles.ProblemAsync(work.Db, input.Photos, ct) is { } gone) return gone;
        if (action.Flow != ActionFlow.Check) return Refusal.Rule("action.illegal_move", action.State, ActionState.Done);
        if (work.Subject.State == CaseState.Closed) return Refusal.Rule("case.closed", work.Subject.Number);
        // An answer that no playbook hears would be lost.
        if (await shelf.AtHandAsync(work.Subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", work.Subject.Number);
        if (action.Word == SlipFact && input.Slip is null) return Refusal.Invalid("weighing.verdict_needed") with { Field = nameof(input.Slip) };
        if (action.Word == SheetFact && input.Sheet is null) return Refusal.Invalid("weighing.verdict_needed") with { Field = nameof(input.Sheet) };

        var note = WarehouseWork.Text(input.Note);
        var details = new ActionDetails { Note = note };
        if (Finish(work, actions, action, details with { Weighing = action.Word == SlipFact ? input.Weighing : null }) is { } refusal) return refusal;
        // Whoever has both in their hands answers both at once.
        var other = actions.All.Find(a => a.Flow == ActionFlow.Check && a.Id != action.Id && !a.IsEnded && (a.Word == SlipFact ? input.Slip : input.Sheet) is not null);
        if (other is not null && Finish(work, actions, other, details with { Weighing = other.Word == SlipFact ? input.Weighing : null }) is { } second) return second;

        var said = await work.SayAsync(rules, Facts(input), ct);
        if (!said.Ok) return said.Refusal;
        work.Show(note, input.Photos);
        work.EndWaiting(actions);
        return await work.CommitWithEvaluationAsync(rules, ct);
    }

    private static Refusal? Finish(LockedCase work, CaseActions actions, CaseAction check, ActionDetails details)
    {
        var done = check.Move(ActionState.Done, details, actions.All, work.Now);
        if (!done.Ok) return done.Refusal;
        actions.Keep(check, done.Value);
        return null;
    }

    private static Dictionary<string, Value> Facts(CheckWeighSlipInput input)
    {
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal);
        if (input.Slip is { } slip) facts[SlipFact] = Value.Of(slip);
        if (input.Sheet is { } sheet) facts[SheetFact] = Value.Of(sheet);
        return facts;
    }
}
