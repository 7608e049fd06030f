using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Stores.Demo;

/// <summary>
/// What the buyers of the demo store say next, following the talks of the script: somebody new comes every one to three minutes,
/// who was answered answers, who waits asks again. All it knows it reads from the conversations; every message has an id of
/// its own and one node writes at a time, so a restart or a second node changes nothing.
/// </summary>
public sealed class DemoTalks(Databases databases, ReceiveMessages receive, EvidenceFiles evidence, TimeProvider time)
{
    /// <summary>A desk that nobody works at is not buried.</summary>
    public const int MostOpen = 60, MostUnanswered = 12;

    private const string Channel = "qianniu", LinePrefix = "demo-line-", NudgePrefix = "demo-nudge-";
    /// <summary>Whoever holds it writes; see <see cref="TakeTurnAsync"/>.</summary>
    internal const long TurnLock = 0x4465_6D6F_4275_79;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly DemoScript _script = DemoScript.Read();

    /// <summary>Writes at most one message. False when it is nobody's turn, or another node has taken it.</summary>
    public async Task<bool> TakeTurnAsync(Guid storeId, CancellationToken ct = default)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = TurnLock } } };
        if (await command.ExecuteScalarAsync(ct) is not true || await NextAsync(storeId, ct) is not { } message) return false;
        var taken = await receive.ExecuteAsync([message], Actor.System(storeId), ct);
        return taken[0] is { Ok: true, Value.Duplicate: false };
    }

    private async Task<IncomingMessage?> NextAsync(Guid storeId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = databases.For(storeId);
        var running = await RunningAsync(db, ct);
        foreach (var talk in running)
        {
            if (talk.LastReply is { } answered && talk.WaitsSince is null && talk.Line + 1 < Script(talk.Number).Lines.Count && now >= answered + TypingTime(talk))
                return await LineAsync(talk.Number, talk.Line + 1, ct);
            if (talk.WaitsSince is { } since && talk.Nudges < _script.Nudges.Count && now >= since + (Patience * (talk.Nudges + 1)))
                return Message(talk.Number, $"{NudgePrefix}{talk.Number:D6}-{talk.Line}-{talk.Nudges}", _script.Nudges[talk.Nudges], []);
        }
        return await IsNextDueAsync(db, now, ct) ? await LineAsync(await LatestAsync(db, ct) + 1, 0, ct) : null;
    }

    private static async Task<List<Talk>> RunningAsync(StoreDb db, CancellationToken ct)
    {
        var rows = await db.Messages.Where(m => m.Channel == Channel && m.ExternalId!.StartsWith("demo-"))
            .Join(db.Cases.Where(OpenStates.Condition), m => m.CaseId, c => c.Id, (m, c) => new { c.Id, m.ExternalId, c.UnansweredSince, c.LastHumanReplyAt }).ToListAsync(ct);
        return [.. rows.GroupBy(r => r.Id).Where(g => g.Any(r => IsLine(r.ExternalId!))).Select(g =>
        {
            var (number, line) = Parse(g.Select(r => r.ExternalId!).Where(IsLine).Max(StringComparer.Ordinal)!);
            var nudges = g.Count(r => r.ExternalId!.StartsWith($"{NudgePrefix}{number:D6}-{line}-", StringComparison.Ordinal));
            return new Talk(number, line, nudges, g.First().UnansweredSince, g.First().LastHumanReplyAt);
        }).OrderBy(t => t.Number)];
    }

    // The next buyer comes one to three minutes after the last case was opened, whoever opened it.
    private static async Task<bool> IsNextDueAsync(StoreDb db, DateTimeOffset now, CancellationToken ct)
    {
        var open = await db.Cases.CountAsync(OpenStates.Condition, ct);
        var unanswered = await db.Cases.Where(OpenStates.Condition).CountAsync(c => c.UnansweredSince != null, ct);
        if (open >= MostOpen || unanswered >= MostUnanswered) return false;
        var last = await db.Cases.MaxAsync(c => (DateTimeOffset?)c.OpenedAt, ct);
        return last is null || now >= last + TimeSpan.FromSeconds(60 + (open * 47 % 121));
    }

    private static async Task<int> LatestAsync(StoreDb db, CancellationToken ct) =>
        await db.Messages.Where(m => m.Channel == Channel && m.ExternalId!.StartsWith(LinePrefix)).MaxAsync(m => m.ExternalId, ct) is { } id ? Parse(id).Number : -1;

    private async Task<IncomingMessage> LineAsync(int number, int line, CancellationToken ct)
    {
        var words = Script(number).Lines[line];
        return Message(number, $"{LinePrefix}{number:D6}-{line}", words[0], await new DemoPictures(evidence, _script.Pictures).OfAsync(words[1..], ct));
    }

    // Once all have come, they come again under another name and without an order.
    private IncomingMessage Message(int number, string id, string words, IReadOnlyList<Attachment> pictures)
    {
        var (talk, round) = (Script(number), number / _script.Talks.Count);
        return round == 0
            ? new(id, Channel, talk.Buyer, talk.Order?.No, MessageKind.Buyer, null, words, null, pictures)
            : new(id, Channel, $"{talk.Buyer}_{round + 1}", null, MessageKind.Buyer, null, words, null, pictures);
    }

    private DemoTalk Script(int number) => _script.Talks[number % _script.Talks.Count];

    private static TimeSpan TypingTime(Talk talk) => TimeSpan.FromSeconds(20 + (((talk.Number * 13) + (talk.Line * 7)) % 40));

    private static bool IsLine(string id) => id.StartsWith(LinePrefix, StringComparison.Ordinal);

    private static (int Number, int Line) Parse(string id)
    {
        var parts = id[LinePrefix.Length..].Split('-');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A talk whose case is open.</summary>
    /// <param name="Line">The last line that was said.</param>
    /// <param name="Nudges">How often the buyer has asked again since.</param>
    private sealed record Talk(int Number, int Line, int Nudges, DateTimeOffset? WaitsSince, DateTimeOffset? LastReply);
}
