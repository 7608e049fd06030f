using AfterSales.Domain.Clocks;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.People.Quality;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores.Demo;

/// <summary>Four weeks of the demo store that were drawn and mostly scored: some by two, some still waiting, and one that was answered.</summary>
internal sealed class DemoQuality(IReadOnlyDictionary<string, Actor> people, TimeZoneInfo zone, DateTimeOffset now)
{
    private const int DrawnWeeks = 4;

    private static readonly ScoreCard Card = DefaultScoreCard.In("zh-CN");

    private static readonly Dictionary<string, string> Remarks = new(StringComparer.Ordinal)
    {
        ["greeting"] = "一上来就要照片，没有先安抚",
        ["understood"] = "没有复述，买家说了两遍",
        ["facts"] = "底单没核对就下了结论",
        ["remedy"] = "先报了金额，再说理由",
        ["promise"] = "答应两小时内回复，隔了半天",
        ["record"] = "电话里说的没有记下来",
        ["leak"] = "把另一位买家的运单号发了出去",
    };

    private readonly HashSet<Guid> _assessors = [people["owner"].Id!.Value, people["supervisor"].Id!.Value];

    public async Task AddAsync(StoreDb db, CancellationToken ct)
    {
        var resolved = await db.History.Where(h => h.Kind == CaseEventKind.Resolved && h.ActorKind == ActorKind.Person).Select(h => new { h.CaseId, h.ActorId, h.At }).ToListAsync(ct);
        var works = resolved.Select(one => new Candidate(one.CaseId, one.ActorId!.Value, DayOf(one.At))).ToLookup(work => Weeks.Of(work.Day));
        var samples = Weeks.Due(DayOf(now), DateOnly.MinValue.AddDays(Weeks.Days), DrawnWeeks).SelectMany(week => Draw(db, week, [.. works[week]])).ToList();
        await db.KeepFirstCardAsync(Card, now, ct);
        await db.SaveChangesAsync(ct);
        // The last week has only been begun.
        var last = Weeks.Of(DayOf(now)).AddDays(-Weeks.Days);
        var scored = samples.Where((sample, place) => sample.Week < last || place % 3 == 0).ToList();
        foreach (var (sample, place) in scored.Select((sample, place) => (sample, place))) Assess(db, sample, place, second: false);
        await db.SaveChangesAsync(ct);
        foreach (var (sample, place) in scored.Where(sample => sample.Calibrates && sample.Week < last).Select((sample, place) => (sample, place))) Assess(db, sample, place + 1, second: true);
        if (scored.FirstOrDefault(sample => sample.Week < last && sample.PersonId == people["agent"].Id) is { } answered) answered.Reply("当时同时在接三个会话，下次先发一句安抚。", people["agent"], now.AddHours(-20));
        await db.SaveChangesAsync(ct);
    }

    private List<QualitySample> Draw(StoreDb db, DateOnly week, IReadOnlyList<Candidate> works)
    {
        // The same story every time it is told.
        var seed = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"demo {works.Count} {week:O}")))[..QualityDraw.SeedLength];
        var at = AtOf(week.AddDays(Weeks.Days), 0);
        var samples = SampleDraw.Of(SamplingPlan.Default, seed, works, [], _assessors).Select(drawn => QualitySample.Draw(db.StoreId, week, drawn, at)).ToList();
        db.QualityDraws.Add(new(db.StoreId, week, seed, SamplingPlan.Default.Version, works.Count, samples.Count, at));
        db.QualityCandidates.AddRange(SampleDraw.Ranked(seed, works).Select(work => new QualityCandidate(db.StoreId, week, SampleReason.Random, work)));
        db.QualitySamples.AddRange(samples);
        return samples;
    }

    private void Assess(StoreDb db, QualitySample sample, int place, bool second)
    {
        var by = people[second == (sample.PersonId != people["supervisor"].Id) ? "owner" : "supervisor"];
        // What was given for a criterion goes down here and there, and once in a while something fails that must not.
        var scores = Card.Criteria.Select((one, row) => new CriterionScore(one.Key, one.MustNotFail ? null : one.Points - ((place + (row * 3)) % 5 == 0 ? one.Points / 4 : 0), one.Key == "leak" && place % 13 == 9)).ToList();
        var remarks = scores.Where((score, row) => score.Failed || score.Points < Card.Criteria[row].Points).ToDictionary(score => score.Key, score => Remarks[score.Key], StringComparer.Ordinal);
        var at = AtOf(sample.Week.AddDays(Weeks.Days), 10 + (place % 7));
        var assessed = sample.Assess(Card, new(scores, remarks), by, at > now ? now : at);
        if (!assessed.Ok) throw new InvalidOperationException($"The demo store cannot score: {assessed.Refusal}");
        db.Assessments.Add(assessed.Value);
    }

    private DateOnly DayOf(DateTimeOffset at) => zone.DateOf(at);

    private DateTimeOffset AtOf(DateOnly day, int hour)
    {
        var wall = day.ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
