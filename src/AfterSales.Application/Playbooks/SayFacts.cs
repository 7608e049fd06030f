using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <param name="Facts">By name; an unknown value takes back what was said before.</param>
public sealed record SayFactsInput(string Number, IReadOnlyDictionary<string, Value> Facts);

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
        await shelf.RememberAsync(actor.StoreId, ct);
        var isWarehouse = input.Facts.Keys.All(name => FactCatalogue.Find(name)?.By == AnsweredBy.Warehouse);
        var opened = await locks.OpenAsync(actor, isWarehouse ? Permission.WriteNotes : Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (input.Facts.Count is 0 or > MostAtOnce) return Refusal.Invalid("fact.count", MostAtOnce);
        if (await shelf.OfAsync(work.Subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", input.Number);

        var before = (await CaseFacts.ReadAsync(work.Db, [work.Subject], work.Now, ct))[work.Subject.Id].Sheet;
        foreach (var (name, value) in input.Facts)
        {
            if (before.WhyNot(name, value) is { } refusal) return refusal with { Field = name };
            if (before[name]!.Said?.Value == value) continue;
            work.Db.CaseFacts.Add(new(actor.StoreId, work.Subject.Id, rules.Name, name, CaseFacts.TextOf(value), actor, work.Now));
            work.Record(EventOf(name, value, before[name]!.Value));
        }
        // Others decide on what is known: a new fact makes their screens stale only where they decide, not here.
        return await work.CommitWithEvaluationAsync(rules, ct);
    }

    private static CaseEvent EventOf(string name, in Value value, in Value before) =>
        !value.IsKnown ? CaseEvent.Of(CaseEventKind.FactTakenBack, ("fact", name), ("was", CaseFacts.TextOf(before)))
        : name == "chosen remedy" ? CaseEvent.Of(CaseEventKind.RemedyChosen, ("remedy", value.AsText))
        : CaseEvent.Of(CaseEventKind.FactSaid, ("fact", name), ("value", CaseFacts.TextOf(value)), ("was", CaseFacts.TextOf(before)));
}
