using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <param name="Facts">By name; an unknown value takes back what was said before.</param>
/// <param name="AskedOf">The type of case of which it was asked: an answer to a question of one type is none to another's. Null where nobody asked.</param>
public sealed record SayFactsInput(string Number, IReadOnlyDictionary<string, Value> Facts, CaseType? AskedOf = null);

/// <summary>
/// Somebody says what they found out about a case: one answer, or several at once, all or none. Warehouse staff say what the warehouse is asked for. What the
/// playbook says then is kept beside it.
/// </summary>
public sealed class SayFacts(CaseLocks locks, PlaybookShelf shelf)
{
    /// <summary>More than a person or a program says at once.</summary>
    private const int MostAtOnce = 50;

    public async Task<Result<int>> ExecuteAsync(SayFactsInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var isWarehouse = input.Facts.Keys.All(name => FactCatalogue.Find(name)?.By == AnsweredBy.Warehouse);
        var opened = await locks.OpenAsync(actor, isWarehouse ? Permission.WriteNotes : Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (input.Facts.Count is 0 or > MostAtOnce) return Refusal.Invalid("fact.count", MostAtOnce);
        if (work.Subject.State == CaseState.Closed) return Refusal.Rule("case.closed", input.Number);
        if (input.AskedOf is { } asked && work.Subject.Type is { } type && asked != type) return Refusal.Conflict("fact.asked_of_other_type", asked, type);
        if (await shelf.AtHandAsync(work.Subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", input.Number);

        var said = await work.SayAsync(rules, input.Facts, ct);
        if (!said.Ok) return said.Refusal;
        if (said.Value.Count == 0) return work.Subject.Version;
        // Others decide on what is known: a new fact makes their screens stale only where they decide, not here.
        return await work.CommitWithEvaluationAsync(rules, ct);
    }
}
