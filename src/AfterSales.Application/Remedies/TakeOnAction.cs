using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Remedies;

/// <param name="Word">An obligation, or what the warehouse looks up, in the outcomes catalogue's word.</param>
/// <param name="By">By when; null: as the guidance says, if it does.</param>
/// <param name="IsDone">It was done already: it is noted and ticked at once, where nothing has to be said with it.</param>
public sealed record TakeOnActionInput(string Number, string Word, DateTimeOffset? By = null, string? Note = null, bool IsDone = false);

/// <summary>
/// Somebody takes on what has to be done besides a remedy: an obligation of the guidance, a check of the warehouse, or a further action. What is open already
/// is not taken on twice; a second click answers the same action. Remedies are agreed (<see cref="AgreeRemedy"/>).
/// </summary>
public sealed class TakeOnAction(CaseLocks locks, PlaybookShelf shelf)
{
    /// <summary>The action.</summary>
    public async Task<Result<Guid>> ExecuteAsync(TakeOnActionInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        if (ActionCatalogue.Find(input.Word) is not { } kind || !IsTakenOn(input.Word)) return Refusal.Invalid("action.unknown", PlainText.Storable(input.Word)) with { Field = nameof(input.Word) };
        var note = RemedyText.Clean(input.Note);
        if (note is { Length: > ActionDetails.MaxText }) return Refusal.Invalid("action.text_too_long", ActionDetails.MaxText) with { Field = nameof(input.Note) };
        var opened = await locks.OpenAsync(actor, kind.Desk == Desk.Warehouse && actor.May(Permission.WorkWarehouse) ? Permission.ViewCases : Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (!work.Subject.IsOpen) return Refusal.Rule("case.not_open", work.Subject.Number);
        if (input.By <= work.Now) return Refusal.Invalid("action.by_past") with { Field = nameof(input.By) };

        var actions = await CaseActions.LoadAsync(work, ct);
        var rules = await shelf.AtHandAsync(work.Subject, ct);
        var there = actions.All.Find(a => a.Word == kind.Word && a.Cycle == work.Subject.Cycle && (!a.IsEnded || (a is { Flow: ActionFlow.Task, State: ActionState.Done })));
        var action = there ?? actions.TakeOn(kind, input.By is { } by ? by - work.Now : rules is null ? null : await WithinAsync(work, rules, kind.Word, ct), note);
        if (there is null) await actions.TickWhatIsDoneAsync(work, ct);
        if (input.IsDone && action.State == ActionState.Open)
        {
            if (ActionRights.Forbids(actor, action, ActionState.Done) is { } forbidden) return forbidden;
            var done = action.Move(ActionState.Done, new ActionDetails { Note = note }, actions.All, work.Now);
            if (!done.Ok) return done.Refusal;
            actions.Keep(action, done.Value);
        }
        else if (there is not null)
        {
            return action.Id;
        }
        if (rules is null) await work.CommitAsync(ct);
        else await work.CommitWithEvaluationAsync(rules, ct);
        return action.Id;
    }

    /// <summary>Whether a word is taken on by itself, rather than agreed with the buyer.</summary>
    private static bool IsTakenOn(string word) => OutcomeCatalogue.Obligations.PlaceOf(word) >= 0 || OutcomeCatalogue.Evidence.PlaceOf(word) >= 0;

    private static async Task<TimeSpan?> WithinAsync(LockedCase work, PlaybookInForce rules, string word, CancellationToken ct)
    {
        var file = (await CaseFacts.ReadAsync(work.Db, [work.Subject], work.Now, ct))[work.Subject.Id];
        return CaseGuidance.For(rules.Playbook, file.Sheet.For(rules.Playbook)).Duties.FirstOrDefault(duty => duty.Obligation == word)?.Within;
    }
}
