using System.Globalization;
using System.Text.RegularExpressions;

namespace AfterSales.Web.Tests.Architecture;

/// <summary>What the documentation points at is there: files, pictures, headings, settings.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Folders = ["docs", "src", "bench", "tests"];

    private static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Folders.SelectMany(f => Repository.Files(f, "*.md"))).Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal));

    public static TheoryData<string> Guides => [.. Repository.Files("docs/guide/zh-CN", "*.md").Select(f => Path.GetFileName(f))];

    [Fact]
    public void EveryLink_LeadsSomewhere()
    {
        var dead = from page in Pages
                   from Match link in Link().Matches(Prose(page))
                   let target = link.Groups["target"].Value
                   where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && !Exists(page, target)
                   select $"{Repository.Relative(page)}: {target}";
        dead.ShouldBeEmpty();
    }

    [Fact]
    public void EveryPicture_OfTheGuides_IsMade()
    {
        var used = Pages.SelectMany(p => Link().Matches(Prose(p)).Select(m => Path.GetFileName(m.Groups["target"].Value))).Where(n => n.EndsWith(".png", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        used.Count.ShouldBeGreaterThan(10);
        foreach (var name in Repository.Files("docs/screenshots", "*.png").Select(Path.GetFileName)) PictureName().IsMatch(name!).ShouldBeTrue($"{name} was not made by scripts/screenshots.sh");
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void Guide_InChinese_HasTheSectionsOfTheEnglishOne(string file)
    {
        var (zh, en) = (Prose(Path.Combine(Repository.Root, "docs/guide/zh-CN", file)), Prose(Path.Combine(Repository.Root, "docs/guide", file)));
        Heading().Count(zh).ShouldBe(Heading().Count(en));
        Link().Matches(zh).Count(m => IsPicture(m)).ShouldBe(Link().Matches(en).Count(m => IsPicture(m)), "pictures");
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void Guide_InChinese_HasTheCommandsOfTheEnglishOne(string file) =>
        CommandsOf("docs/guide/zh-CN/" + file).ShouldBe(CommandsOf("docs/guide/" + file));

    [Fact]
    public void EveryGuide_IsInChineseToo() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/guide"), "*.md").Select(Path.GetFileName)
            .ShouldBe(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/guide/zh-CN"), "*.md").Select(Path.GetFileName), ignoreOrder: true);

    [Theory]
    [InlineData("docs/guide/running.md")]
    [InlineData("docs/guide/zh-CN/running.md")]
    public void EverySettingThatIsRead_IsInTheGuide(string page)
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, page));
        var read = Repository.Files("src", "*.cs").SelectMany(f => Setting().Matches(File.ReadAllText(f))).Select(m => m.Groups["name"].Value)
            .Concat(Repository.Files("src", "*.cs").SelectMany(f => Variable().Matches(File.ReadAllText(f))).Select(m => m.Value)).Distinct(StringComparer.Ordinal).ToList();
        read.Count.ShouldBeGreaterThan(8);
        read.Where(name => name is not "urls" && !guide.Contains(name, StringComparison.Ordinal) && !guide.Contains(name.Replace(":", "__", StringComparison.Ordinal), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryDecision_HasANumberOfItsOwn_AndSaysIt()
    {
        var decisions = Repository.Files("docs/adr", "*.md").Select(f => (Number: int.Parse(Path.GetFileName(f)[..4], CultureInfo.InvariantCulture), Title: File.ReadLines(f).First())).ToList();
        decisions.Select(d => d.Number).ShouldBeUnique();
        decisions.Where(d => !d.Title.StartsWith(string.Create(CultureInfo.InvariantCulture, $"# {d.Number}. "), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static bool IsPicture(Match link) => link.Groups["target"].Value.EndsWith(".png", StringComparison.Ordinal);

    private static bool Exists(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0])));
        if (!File.Exists(file) && !Directory.Exists(file)) return false;
        return parts.Length == 1 || (file.EndsWith(".md", StringComparison.Ordinal) && Heading().Matches(Prose(file)).Any(h => Anchor(h.Groups["text"].Value.Trim()) == Uri.UnescapeDataString(parts[1])));
    }

    // As GitHub makes them.
    private static string Anchor(string heading) => NotInAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    // Remarks and <what to fill in> are in the reader's language.
    private static IEnumerable<string> CommandsOf(string page) =>
        CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).Select(m => Remark().Replace(m.Value, ""));

    private static string Prose(string page) => CodeBlock().Replace(File.ReadAllText(page), "");

    [GeneratedRegex(@"^ *```[\s\S]*?^ *```", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\s+# .*$|<[^<>\n]+>", RegexOptions.Multiline)]
    private static partial Regex Remark();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^[a-z-]+-(zh|en)-(light|dark)-(1440|360)\.png$", RegexOptions.ExplicitCapture)]
    private static partial Regex PictureName();

    [GeneratedRegex(@"[cC]onfiguration(\[|\.GetValue\(|\.GetValue<\w+>\()""(?<name>[\w:]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\b(AFTERSALES_[A-Z]+(_[A-Z]+)*|PG_BIN)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
