using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>What somebody says of a case that they have locked, beside what else they do with it. Nothing is saved here.</summary>
internal static class SaidFacts
{
    /// <summary>All of it or nothing: answers the names of what is new, or why it cannot be said.</summary>
    public static async Task<Result<IReadOnlyList<string>>> SayAsync(this LockedCase work, PlaybookInForce rules, IReadOnlyDictionary<string, Value> facts, CancellationToken ct)
    {
        var before = (await CaseFacts.ReadAsync(work.Db, [work.Subject], work.Now, ct))[work.Subject.Id].Sheet;
        if (before.WhyNot(facts) is { } refusal) return refusal;
        var news = facts.Where(fact => before[fact.Key]!.Said?.Value != fact.Value).ToList();
        foreach (var (name, value) in news)
        {
            work.Db.CaseFacts.Add(new(work.Subject.StoreId, work.Subject.Id, rules.Name, name, CaseFacts.TextOf(value), work.Actor, work.Now));
            work.Record(EventOf(name, value, before[name]!.Value));
        }
        // What the warehouse was asked to look up is answered.
        await work.TickAsync(ct, [.. news.Where(fact => fact.Value.IsKnown && ActionCatalogue.Find(fact.Key) is { Flow: ActionFlow.Check }).Select(fact => fact.Key)]);
        return news.ConvertAll(fact => fact.Key);
    }

    private static CaseEvent EventOf(string name, in Value value, in Value before) =>
        !value.IsKnown ? CaseEvent.Of(CaseEventKind.FactTakenBack, ("fact", name), ("was", CaseFacts.TextOf(before)))
        : name == "chosen remedy" ? CaseEvent.Of(CaseEventKind.RemedyChosen, ("remedy", value.AsText))
        : CaseEvent.Of(CaseEventKind.FactSaid, ("fact", name), ("value", CaseFacts.TextOf(value)), ("was", CaseFacts.TextOf(before)));
}
