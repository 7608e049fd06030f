using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>A case that a draft answers otherwise.</summary>
public sealed record ReplayedCase(string Number, string CustomerNick, CaseSubtype? Subtype, DateTimeOffset OpenedAt, Replay Replay);

/// <summary>What a draft would have said of past cases.</summary>
/// <param name="Cases">How many were looked at.</param>
/// <param name="Changed">How many it answers otherwise.</param>
/// <param name="Difference">Yuan: the sum over all of what would be offered first may cost, after less before.</param>
/// <param name="Shown">The latest of those that changed, at most <see cref="ReplayQueries.MostShown"/>.</param>
public sealed record ReplayResult(int Cases, int Changed, decimal Difference, IReadOnlyList<ReplayedCase> Shown);

/// <summary>
/// Replays past cases under a draft before it is published (SPEC 4): what is known of each is held against the latest version and the draft.
/// A thousand cases cost a handful of queries.
/// </summary>
public sealed class ReplayQueries(Databases databases, PlaybookShelf shelf, TimeProvider time)
{
    public const int MostCases = 10_000;
    public const int MostShown = 200;
    private const int Chunk = 1_000;

    /// <param name="document">The draft, as DMN.</param>
    /// <param name="count">How many cases, the latest first.</param>
    /// <param name="progress">Told how many are done.</param>
    public async Task<Result<ReplayResult>> RunAsync(Actor actor, string name, string document, int count, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        if (PlaybookFiles.PlaceOf(name) < 0) return Refusal.NotFound("playbook.not_found", name);
        await using var db = databases.For(actor);
        var pairs = await PairsAsync(db, actor, name, document, ct);
        if (!pairs.Ok) return pairs.Refusal;

        var types = pairs.Value.Keys.Select(type => (CaseType?)type).ToList();
        var (done, changed, difference, shown) = (0, 0, 0m, new List<ReplayedCase>());
        (DateTimeOffset At, Guid Id)? last = null;
        count = Math.Clamp(count, 1, MostCases);
        while (done < count)
        {
            var chunk = await ChunkAsync(db, types, last, Math.Min(Chunk, count - done), ct);
            if (chunk.Count == 0) break;
            var files = await CaseFacts.ReadAsync(db, chunk, time.GetUtcNow(), ct);
            foreach (var subject in chunk)
            {
                var replay = ReplayOf(pairs.Value[subject.Type!.Value], files[subject.Id]);
                difference += replay.Difference;
                if (replay.IsSame) continue;
                changed++;
                if (shown.Count < MostShown) shown.Add(new(subject.Number, subject.CustomerNick, subject.Subtype, subject.OpenedAt, replay));
            }
            done += chunk.Count;
            last = (chunk[^1].LastActivityAt, chunk[^1].Id);
            progress?.Report(done);
        }
        return new ReplayResult(done, changed, difference, shown);
    }

    private static Replay ReplayOf((CompiledPlaybook Before, CompiledPlaybook After) pair, CaseFile file)
    {
        var chosen = file.Sheet["chosen remedy"]!.Value is { Kind: ValueKind.Text } remedy ? remedy.AsText : null;
        var amount = file.Sheet["amount"]!.Value is { Kind: ValueKind.Number } agreed ? agreed.AsNumber : (decimal?)null;
        return Replay.Of(CaseGuidance.For(pair.Before, file.Sheet.For(pair.Before)), CaseGuidance.For(pair.After, file.Sheet.For(pair.After)), chosen, amount);
    }

    private static async Task<List<Case>> ChunkAsync(StoreDb db, List<CaseType?> types, (DateTimeOffset At, Guid Id)? last, int size, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking().Where(c => types.Contains(c.Type));
        if (last is { At: var at, Id: var id }) cases = cases.Where(c => EF.Functions.LessThan(ValueTuple.Create(c.LastActivityAt, c.Id), ValueTuple.Create(at, id)));
        return await cases.OrderByDescending(c => c.LastActivityAt).ThenByDescending(c => c.Id).Take(size).ToListAsync(ct);
    }

    // A draft of what all types share is replayed for each of them.
    private async Task<Result<Dictionary<CaseType, (CompiledPlaybook Before, CompiledPlaybook After)>>> PairsAsync(StoreDb db, Actor actor, string name, string document, CancellationToken ct)
    {
        var pairs = new Dictionary<CaseType, (CompiledPlaybook, CompiledPlaybook)>();
        var shared = name == DefaultPlaybooks.SharedName ? document : await DraftCheck.LatestAsync(db, DefaultPlaybooks.SharedName, ct);
        foreach (var type in name == DefaultPlaybooks.SharedName ? DefaultPlaybooks.Types : [name])
        {
            var own = type == name ? document : await DraftCheck.LatestAsync(db, type, ct);
            var (after, problems) = new PlaybookFiles(own, shared).Compile();
            if (after is null) return Refusal.Rule("playbook.has_errors", problems.Count);
            pairs[Enum.Parse<CaseType>(type)] = ((await shelf.FindAsync(actor.StoreId, type, null, ct))!.Playbook, after);
        }
        return pairs;
    }
}
