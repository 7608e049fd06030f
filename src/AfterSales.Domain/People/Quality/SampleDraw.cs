using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Domain.People.Quality;

/// <summary>A person's work on a case in a week that could be looked at.</summary>
/// <param name="Day">When it happened, by the store's wall clock.</param>
public readonly record struct Candidate(Guid CaseId, Guid PersonId, DateOnly Day);

/// <summary>Work that is looked at, and why.</summary>
/// <param name="Calibrates">Two score it.</param>
public sealed record DrawnSample(Candidate Work, IReadOnlyList<SampleReason> Why, bool Calibrates);

/// <summary>
/// Draws a week's samples. Order is by a hash of the week's seed with case and person: nobody can choose, and whoever has the seed can draw again and comes to the same. By lot goes first and over everything, so that
/// what the rules pick does not make the lot look better or worse than the work was.
/// </summary>
public static class SampleDraw
{
    /// <param name="resolved">What was resolved in the week: the lot is over these.</param>
    /// <param name="noticed">What rules are about.</param>
    /// <param name="assessors">Who may score: what no two others than the person can, is not calibrated.</param>
    public static IReadOnlyList<DrawnSample> Of(SamplingPlan plan, string seed, IEnumerable<Candidate> resolved, IEnumerable<(SampleReason Why, Candidate Work)> noticed, IReadOnlySet<Guid> assessors)
    {
        var lot = Ranked(seed, resolved).GroupBy(work => work.PersonId).SelectMany(works => works.Take(plan.RandomEach)).ToList();
        var why = lot.ToDictionary(KeyOf, work => (Work: work, Why: new List<SampleReason> { SampleReason.Random }));
        var byRule = noticed.ToLookup(one => one.Why, one => one.Work);
        foreach (var reason in SamplingPlan.RuleReasons)
        {
            if (plan.RuleOf(reason) is not { } rule) continue;
            // One that is looked at anyway is one of the rule's.
            foreach (var work in Ranked(seed, byRule[reason]).Take(rule.Most))
            {
                if (why.TryGetValue(KeyOf(work), out var drawn)) drawn.Why.Add(reason);
                else why[KeyOf(work)] = (work, [reason]);
            }
        }
        var twice = lot.Where(work => QualitySample.TwoMayScore(work.PersonId, assessors)).OrderBy(work => Rank($"{seed}:twice", work), StringComparer.Ordinal).Take(plan.Calibrated).Select(KeyOf).ToHashSet();
        return [.. why.Select(one => new DrawnSample(one.Value.Work, one.Value.Why, twice.Contains(one.Key))).OrderBy(one => one.Work.PersonId).ThenBy(one => one.Work.CaseId)];
    }

    /// <summary>Where work stands in the lot: the lowest is drawn first.</summary>
    public static string Rank(string seed, Candidate work) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{work.CaseId:D}:{work.PersonId:D}")));

    /// <summary>Each work once, on its first day, in the order in which it is drawn.</summary>
    public static IReadOnlyList<Candidate> Ranked(string seed, IEnumerable<Candidate> works) =>
        [.. works.GroupBy(KeyOf).Select(same => same.MinBy(work => work.Day)).OrderBy(work => Rank(seed, work), StringComparer.Ordinal)];

    private static (Guid, Guid) KeyOf(Candidate work) => (work.CaseId, work.PersonId);
}
