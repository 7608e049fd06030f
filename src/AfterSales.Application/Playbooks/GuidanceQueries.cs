using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>What playbooks say: of a case as it stands, or of facts that somebody tries out.</summary>
public sealed class GuidanceQueries(Databases databases, PlaybookShelf shelf, TimeProvider time)
{
    private readonly SharedReadings<(Guid StoreId, string Number), Result<CaseReading>> _coming = new();

    /// <summary>Refused while the case has no type (<c>guidance.type_needed</c>).</summary>
    public async Task<Result<GuidanceOnCase>> OfCaseAsync(Actor actor, string number, CancellationToken ct = default) =>
        actor.May(Permission.ViewCases) ? Told(actor, await ReadAsync(actor.StoreId, number, ct)) : Refusal.Forbidden();

    /// <summary>The same for a page that is told of a change: those who ask within a moment share one reading, and each is told what they may spend.</summary>
    public async Task<Result<GuidanceOnCase>> ChangedOfCaseAsync(Actor actor, string number) =>
        actor.May(Permission.ViewCases)
            ? Told(actor, await _coming.ReadAsync((actor.StoreId, number), () => ReadAsync(actor.StoreId, number, CancellationToken.None)))
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
        var file = new CaseFile(FactSheet.Of(facts, []), [], facts.GetValueOrDefault("item paid") is { IsKnown: true } paid ? paid.AsNumber : null);
        return GuidanceOnCase.Of(rules, file, [], facts.GetValueOrDefault("authority left", AuthorityLeft(actor, rules.Playbook, file.OrderPaid)));
    }

    private async Task<Result<CaseReading>> ReadAsync(Guid storeId, string number, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        if (await shelf.OfAsync(subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", number);
        var latest = rules.Latest == rules.Version ? null : await shelf.FindAsync(storeId, rules.Name, rules.Latest, ct);
        var file = (await CaseFacts.ReadAsync(db, [subject], time.GetUtcNow(), ct))[subject.Id];
        return new CaseReading(rules, latest, file, subject.Items, await EvidenceSoFar.ReadAsync(db, subject.Id, ct));
    }

    private static Result<GuidanceOnCase> Told(Actor actor, Result<CaseReading> read)
    {
        if (!read.Ok) return read.Refusal;
        var (rules, latest, file, items, evidence) = read.Value;
        var told = GuidanceOnCase.Of(rules, file, items, AuthorityLeft(actor, rules.Playbook, file.OrderPaid)) with { Evidence = evidence };
        return latest is null ? told : told with { Newer = NewerGuidance.Of(latest, told, AuthorityLeft(actor, latest.Playbook, file.OrderPaid)) };
    }

    /// <summary>What this person may spend without asking (SPEC 1): named values of the playbook, so that they are the store's own.</summary>
    private static Value AuthorityLeft(Actor actor, CompiledPlaybook playbook, decimal? orderPaid) =>
        actor.Roles.Select(role => AuthorityOf(role, playbook, orderPaid)).Where(value => value.IsKnown).OrderByDescending(value => value.AsNumber).FirstOrDefault();

    private static Value AuthorityOf(Role role, CompiledPlaybook playbook, decimal? orderPaid) => role switch
    {
        // A share of the order, never rounded up.
        Role.PreSales => orderPaid * playbook.NamedNumber("pre-sales authority") is { } share ? Value.Of(decimal.Round(share, 2, MidpointRounding.ToZero)) : Value.Unknown,
        Role.AfterSales => Said(playbook, "after-sales authority"),
        Role.Review => Said(playbook, "review authority"),
        Role.Supervisor => Said(playbook, "supervisor authority"),
        Role.Owner => Value.Of(decimal.MaxValue),
        _ => Value.Of(0m),
    };

    private static Value Said(CompiledPlaybook playbook, string name) => playbook.NamedNumber(name) is { } number ? Value.Of(number) : Value.Unknown;

    /// <summary>What is read of a case, whoever looks.</summary>
    private sealed record CaseReading(PlaybookInForce Rules, PlaybookInForce? Latest, CaseFile File, IReadOnlyCollection<string> Items, EvidenceSoFar Evidence);
}
