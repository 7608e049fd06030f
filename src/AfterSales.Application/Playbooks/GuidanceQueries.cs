using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>What playbooks say: of a case as it stands, or of facts that somebody tries out.</summary>
public sealed class GuidanceQueries(Databases databases, PlaybookShelf shelf, Spending spending, TimeProvider time)
{
    private readonly SharedReadings<(Guid StoreId, string Number), Result<CaseReading>> _coming = new();

    /// <summary>Refused while the case has no type (<c>guidance.type_needed</c>).</summary>
    public async Task<Result<GuidanceOnCase>> OfCaseAsync(Actor actor, string number, CancellationToken ct = default) =>
        actor.May(Permission.ViewCases) ? await ToldAsync(actor, await ReadAsync(actor.StoreId, number, ct), ct) : Refusal.Forbidden();

    /// <summary>The same for a page that is told of a change: those who ask within a moment share one reading, and each is told what they may spend.</summary>
    public async Task<Result<GuidanceOnCase>> ChangedOfCaseAsync(Actor actor, string number) =>
        actor.May(Permission.ViewCases)
            ? await ToldAsync(actor, await _coming.ReadAsync((actor.StoreId, number), () => ReadAsync(actor.StoreId, number, CancellationToken.None)), CancellationToken.None)
            : Refusal.Forbidden();

    /// <summary>A dry run: what the latest rules of a type say of these facts, and of no others.</summary>
    public async Task<Result<GuidanceOnCase>> TryAsync(Actor actor, CaseType type, IReadOnlyDictionary<string, Value> facts, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        if (await shelf.FindAsync(actor.StoreId, type.ToString(), null, ct) is not { } rules) return Refusal.NotFound("playbook.not_found", type);
        foreach (var (name, value) in facts)
        {
            if (FactCatalogue.Find(name) is not { } fact) return Refusal.Invalid("fact.unknown", name) with { Field = name };
            if (!fact.Allows(value)) return Refusal.Invalid("fact.not_allowed", name, value.ToString()) with { Field = name };
        }
        var file = new CaseFile(FactSheet.Given(facts), [], facts.GetValueOrDefault("item paid") is { IsKnown: true } paid ? paid.AsNumber : null);
        await using var db = databases.For(actor);
        return GuidanceOnCase.Of(rules, file, [], facts.TryGetValue("authority left", out var given) ? given : await spending.LeftAsync(db, actor, Guid.Empty, rules.Playbook, file.OrderPaid, ct));
    }

    private async Task<Result<CaseReading>> ReadAsync(Guid storeId, string number, CancellationToken ct)
    {
        var read = await FileAsync(storeId, number, ct);
        if (!read.Ok) return read.Refusal;
        var (subject, file, evidence) = read.Value;
        if (await shelf.OfAsync(subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", number);
        var latest = rules.Latest == rules.Version ? null : await shelf.FindAsync(storeId, rules.Name, rules.Latest, ct);
        return new CaseReading(subject.Id, rules, latest, file, subject.Items, evidence);
    }

    private async Task<Result<(Case Subject, CaseFile File, EvidenceSoFar Evidence)>> FileAsync(Guid storeId, string number, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        await using var moment = await db.OneMomentAsync(ct);
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        if (subject.Type is null) return Refusal.Rule("guidance.type_needed", number);
        var file = (await CaseFacts.ReadAsync(db, [subject], time.GetUtcNow(), ct))[subject.Id];
        return (subject, file, await EvidenceSoFar.ReadAsync(db, subject.Id, ct));
    }

    private async Task<Result<GuidanceOnCase>> ToldAsync(Actor actor, Result<CaseReading> read, CancellationToken ct)
    {
        if (!read.Ok) return read.Refusal;
        var (caseId, rules, latest, file, items, evidence) = read.Value;
        await using var db = databases.For(actor);
        var told = GuidanceOnCase.Of(rules, file, items, await LeftAsync(rules)) with { Evidence = evidence };
        return latest is null ? told : told with { Newer = NewerGuidance.Of(latest, told, await LeftAsync(latest)) };

        Task<Value> LeftAsync(PlaybookInForce of) => spending.LeftAsync(db, actor, caseId, of.Playbook, file.OrderPaid, ct);
    }

    /// <summary>What is read of a case, whoever looks.</summary>
    private sealed record CaseReading(Guid CaseId, PlaybookInForce Rules, PlaybookInForce? Latest, CaseFile File, IReadOnlyCollection<string> Items, EvidenceSoFar Evidence);
}
