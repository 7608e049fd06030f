using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <param name="Evidence">What is asked for, in the words of the outcomes catalogue.</param>
public sealed record RequestEvidenceInput(string Number, IReadOnlyList<string> Evidence);

/// <summary>
/// Notes that evidence was asked for, so that colleagues see it and nobody asks twice. What the warehouse gives becomes an action of its desk. What a reply asks the buyer for is noted
/// with the reply: a buyer was not asked by words that nobody sent.
/// </summary>
public sealed class RequestEvidence(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(RequestEvidenceInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (!work.Subject.IsOpen) return Refusal.Rule("case.not_open", input.Number);
        if (Check(input.Evidence) is { } stray) return stray;
        var actions = await CaseActions.LoadAsync(work, ct);
        Record(work, input.Evidence);
        foreach (var word in input.Evidence.Distinct())
        {
            // What the warehouse has to look up stands on its desk until it has.
            if (ActionCatalogue.Find(word) is { Flow: ActionFlow.Check } kind && !actions.All.Exists(a => a.Word == word && !a.IsEnded)) actions.TakeOn(kind, within: null, note: null);
        }
        return await work.CommitAsync(ct);
    }

    internal static Refusal? Check(IReadOnlyList<string> evidence) =>
        evidence.FirstOrDefault(word => OutcomeCatalogue.Evidence.PlaceOf(word) < 0) is { } stray ? Refusal.Invalid("evidence.word_unknown", stray) : null;

    internal static void Record(LockedCase work, IReadOnlyList<string> evidence)
    {
        foreach (var word in evidence.Distinct()) work.Record(CaseEvent.Of(CaseEventKind.EvidenceRequested, ("evidence", word)));
    }
}
