using System.Text.RegularExpressions;
using System.Xml.Linq;
using AfterSales.Application.Reviews;
using AfterSales.Application.Evidence;
using AfterSales.Application.Feedback;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Tests.Architecture;

/// <summary>Every string is in a resource, in both languages; no string strays into markup or code.</summary>
public sealed partial class TextTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Chinese = Load("*.resx", english: false);
    private static readonly Dictionary<string, Dictionary<string, string>> English = Load("*.en.resx", english: true);

    public static TheoryData<string> Files => [.. Chinese.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Resource_HasBothLanguagesWithTheSamePlaces(string file)
    {
        var (zh, en) = (Chinese[file], English.GetValueOrDefault(file) ?? []);
        zh.Keys.Except(en.Keys).ShouldBeEmpty("missing in English");
        en.Keys.Except(zh.Keys).ShouldBeEmpty("missing in Chinese");
        foreach (var (key, text) in zh)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            en[key].ShouldNotBeNullOrWhiteSpace(key);
            Places(en[key]).ShouldBeSubsetOf(Places(text), $"{file}.{key} fills in other places than in Chinese");
            HasChinese().IsMatch(en[key]).ShouldBeFalse($"{file}.{key} is not English: {en[key]}");
        }
    }

    [Fact]
    public void EveryKeyUsed_Exists()
    {
        var missing = from file in Repository.Files("src/AfterSales.Web", "*.*")
                      where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
                      from Match use in KeyUse().Matches(File.ReadAllText(file))
                      let area = use.Groups["area"].Value
                      let key = use.Groups["key"].Value
                      where Chinese.ContainsKey(area) && !Chinese[area].ContainsKey(key)
                      select $"{Repository.Relative(file)}: {area}.{key}";
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void EveryRefusal_HasASentence()
    {
        var missing = from file in Repository.Files("src", "*.cs")
                      from Match use in RefusalCode().Matches(File.ReadAllText(file))
                      where !Chinese["Refusals"].ContainsKey(use.Groups["code"].Value)
                      select $"{Repository.Relative(file)}: {use.Groups["code"].Value}";
        missing.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void EveryProblemOfAPlaybook_HasASentence()
    {
        var codes = Repository.Files("src/AfterSales.Domain/Playbooks", "*.cs").SelectMany(file => ProblemCode().Matches(File.ReadAllText(file))).Select(use => use.Groups["code"].Value).Distinct(StringComparer.Ordinal).ToList();
        codes.Count.ShouldBeGreaterThan(30);
        codes.Except(Chinese["Refusals"].Keys).ShouldBeEmpty();
    }

    [Fact]
    public void EveryWord_OfTheBusiness_IsThere()
    {
        Type[] enums = [typeof(CaseType), typeof(CaseSubtype), typeof(CaseState), typeof(Waiting), typeof(Priority), typeof(FlagColour), typeof(Role), typeof(Presence), typeof(ClockKind), typeof(OrderStatus), typeof(CaseEventKind),
            typeof(ActionFlow), typeof(ActionState), typeof(Desk), typeof(InspectionVerdict), typeof(ApprovalState), typeof(Verdict), typeof(SignatureMode), typeof(PayoutState), typeof(PayoutMethod), typeof(Party), typeof(Alikeness), typeof(PostingKind), typeof(LedgerAccount), typeof(ReviewRating), typeof(ReviewCause), typeof(ReviewOutcome), typeof(ReviewVoice), typeof(OfferAnswer), typeof(ReviewFilter), typeof(ArchiveVerdict), typeof(KeptBecause), typeof(ErasureState), typeof(ErasureWay), typeof(ErasureObstacleKind), typeof(PersonalKind),
            typeof(FeedbackState), typeof(FeedbackFilter), typeof(FeedbackCause), typeof(FeedbackAction), typeof(FeedbackStepKind), typeof(RateChange), typeof(OpinionWord), typeof(OpinionAspect), typeof(SampleReason), typeof(SampleState)];
        enums.SelectMany(e => Enum.GetNames(e).Select(n => $"{e.Name}.{n}")).Except(Chinese["Words"].Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Markup_HoldsNoText()
    {
        var strays = from file in Repository.Files("src/AfterSales.Web", "*.razor")
                     let markup = Code().Replace(File.ReadAllText(file), "")
                     from Match text in StrayText().Matches(markup)
                     let words = text.Groups["text"].Value.Trim()
                     where words.Length > 0 && HasLetters().IsMatch(words) && !words.StartsWith('@') && !RazorCode().IsMatch(words)
                     select $"{Repository.Relative(file)}: {words}";
        strays.ShouldBeEmpty();
    }

    [Fact]
    public void Code_HoldsNoChinese()
    {
        var strays = from file in Repository.Files("src", "*.*")
                     where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".js", StringComparison.Ordinal)
                     where !WordsOfTheOutsideWorld.Any(Repository.Relative(file).StartsWith)
                     from line in File.ReadLines(file).Select((text, i) => (text, number: i + 1))
                     where HasChinese().IsMatch(Comment().Replace(line.text, ""))
                     select $"{Repository.Relative(file)}:{line.number}: {line.text.Trim()}";
        strays.ShouldBeEmpty();
    }

    // What files of the platforms say, and what folders of the archive and buyers without data are called in every language; not what we say.
    private static readonly string[] WordsOfTheOutsideWorld = ["src/AfterSales.Domain/Importing/", "src/AfterSales.Domain/Orders/", "src/AfterSales.Application/Importing/", "src/AfterSales.Application/Stores/Demo/", "src/AfterSales.Domain/Evidence/ArchiveNames.cs", "src/AfterSales.Domain/Customers/Erased.cs"];

    private static Dictionary<string, Dictionary<string, string>> Load(string pattern, bool english) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/AfterSales.Web/Resources"), pattern)
            .Where(f => f.EndsWith(".en.resx", StringComparison.Ordinal) == english)
            .ToDictionary(f => Path.GetFileName(f).Split('.')[0], f => XDocument.Load(f).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value));

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex HasChinese();

    [GeneratedRegex("\"(?<area>[A-Z][A-Za-z]+)\\.(?<key>[A-Za-z0-9_.]+)\"")]
    private static partial Regex KeyUse();

    [GeneratedRegex("Refusal\\.(Invalid|NotFound|Conflict|Rule)\\(\\s*\"(?<code>[a-z0-9_.]+)\"")]
    private static partial Regex RefusalCode();

    [GeneratedRegex("\"(?<code>(cell|table|playbook|fact|row|check|dmn)\\.[a-z_]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex ProblemCode();

    [GeneratedRegex(@"^@(?:inject|using|attribute|page|inherits|implements|layout|typeparam)\b.*|@code\s*\{[\s\S]*\z|@\*[\s\S]*?\*@|<!--[\s\S]*?-->|<(?<tag>script|style)[\s\S]*?</\k<tag>>", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![=\-])>(?<text>[^<>@{}]*)<|(?:title|placeholder|aria-label|alt)=""(?<text>[^""@]+)""")]
    private static partial Regex StrayText();

    // A comparison or a switch arm in Razor looks like text between tags.
    [GeneratedRegex(@"^\d+ (\?|&&) |\bcase [\w.]+( \w+)?:$", RegexOptions.ExplicitCapture)]
    private static partial Regex RazorCode();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex HasLetters();

    [GeneratedRegex(@"//.*$|///.*$|^\s*\*.*$|@\*.*?\*@")]
    private static partial Regex Comment();
}
