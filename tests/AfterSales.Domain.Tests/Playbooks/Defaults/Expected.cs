using System.Globalization;
using AfterSales.Domain.Playbooks.Guidance;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>
/// What a case is expected to come out as, in words that a domain person writes. Words are separated by semicolons.
/// <list type="table">
/// <item><term>situation</term><description>what the evidence comes to; <c>?</c> while it is open</description></item>
/// <item><term>responsible</term><description><c>warehouse/store</c>: whose fault, who pays; <c>?</c> where it is open</description></item>
/// <item><term>offers</term><description>all that may be offered for certain, in this order: <c>reship*</c> is preferred, <c>refund only 80</c> has a bound,
/// <c>!supervisor</c> needs approval; <c>nothing</c></description></item>
/// <item><term>forbids, does, shows, says</term><description>among what is forbidden, must be done, shown as evidence, said; <c>not x</c>: not even perhaps</description></item>
/// <item><term>asks</term><description>what is asked next, in this order; <c>nothing</c></description></item>
/// </list>
/// </summary>
internal static class Expected
{
    public static readonly string[] Columns = ["situation", "responsible", "offers", "forbids", "does", "shows", "says", "asks"];

    /// <summary>What differs, as sentences; nothing when all is as expected.</summary>
    public static IEnumerable<string> Differences(CaseGuidance guidance, string column, string expected)
    {
        if (expected.Length == 0)
            return [];
        var words = expected.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return column switch
        {
            "situation" => Same(column, words, [guidance.Situation ?? "?"]),
            "responsible" => Same(column, [expected], [$"{guidance.Responsibility.Party ?? "?"}/{guidance.Responsibility.Pays ?? "?"}"]),
            "offers" => Same(column, words, Offers(guidance, words)),
            "asks" => Same(column, words, guidance.Questions.Shortest.Select(fact => fact.Name)),
            "forbids" => Among(column, words, guidance.Options.Where(option => option.Standing == Standing.Forbidden).Select(option => (option.Remedy, option.IsCertain))),
            "does" => Among(column, words, guidance.Duties.Select(duty => (duty.Obligation, duty.IsCertain))),
            "shows" => Among(column, words, guidance.Evidence.Select(need => (need.Evidence, need.IsCertain))),
            "says" => Among(column, words, guidance.Phrases.Select(phrase => (phrase.Phrase, phrase.IsCertain))),
            _ => [$"there is no column {column}"],
        };
    }

    /// <summary>Certain offers; bounds and approvals only where the expectation names them.</summary>
    private static IEnumerable<string> Offers(CaseGuidance guidance, string[] words)
    {
        var bounds = words.Any(word => word.Any(char.IsDigit));
        foreach (var option in guidance.Options.Where(option => option.IsCertain && option.Standing != Standing.Forbidden))
        {
            var bound = bounds && option.UpTo is { } upTo ? string.Create(CultureInfo.InvariantCulture, $" {upTo:0.##}") : "";
            yield return $"{option.Remedy}{(option.Standing == Standing.Preferred ? "*" : "")}{bound}{(option.Need is "supervisor" or "owner" ? $" !{option.Need}" : "")}";
        }
    }

    private static IEnumerable<string> Same(string column, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (wanted, actual) = (string.Join("; ", expected), string.Join("; ", found.DefaultIfEmpty("nothing")));
        return actual == wanted ? [] : [$"{column}: expected {wanted}, found {actual}"];
    }

    private static IEnumerable<string> Among(string column, IEnumerable<string> expected, IEnumerable<(string Word, bool IsCertain)> found)
    {
        var all = found.ToList();
        foreach (var word in expected)
        {
            if (word.StartsWith("not ", StringComparison.Ordinal) ? all.Exists(one => one.Word == word[4..]) : !all.Contains((word, true)))
                yield return $"{column}: expected {word}, found {string.Join("; ", all.Select(one => one.IsCertain ? one.Word : $"perhaps {one.Word}"))}";
        }
    }
}
