using System.Text.RegularExpressions;
using System.Xml.Linq;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

public sealed partial class DefaultPlaybookTests
{
    public static TheoryData<string> Types => [.. DefaultPlaybooks.Types];

    public static TheoryData<string> Files => [.. DefaultPlaybooks.Types, DefaultPlaybooks.SharedName];

    [Fact]
    public void Types_AreTheCaseTypes() =>
        DefaultPlaybooks.Types.ShouldBe(Enum.GetNames<CaseType>(), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Types))]
    public void Subtypes_AreThoseOfTheType(string type) =>
        Values(DefaultPlaybooks.File(type), "subtype").ShouldBe(CaseTypes.SubtypesOf(Enum.Parse<CaseType>(type)).Select(subtype => subtype.ToString()));

    [Theory]
    [MemberData(nameof(Types))]
    public void Check_OfADefaultPlaybook_FindsNothing(string type)
    {
        DefaultPlaybooks.Of(type).Review(isWhole: true)
            .Select(problem => $"{problem.Decision} {problem.Code} {string.Join(' ', problem.Rows)} {string.Join(' ', problem.Args)}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Facts_CostWhatTheCatalogueSays(string type) =>
        DefaultPlaybooks.Of(type).Facts.Where(fact => FactCatalogue.Find(fact.Name)!.Definition.Cost != fact.Cost).Select(fact => fact.Name).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Types))]
    public void Facts_AllowWhatTheCatalogueAllows(string type)
    {
        foreach (var fact in DefaultPlaybooks.Of(type).Facts.Where(fact => fact.Name != "subtype"))
            fact.Type.ShouldBe(FactCatalogue.Find(fact.Name)!.Definition.Type, fact.Name);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Remedies_OfOneCase_DoNotContradictEachOther(string type)
    {
        var playbook = Desk.Of(type).Playbook;
        foreach (var outcome in playbook.Evaluate(playbook.NewFacts())["remedies"].Possible.Where(outcome => outcome.IsMatch))
        {
            var remedies = outcome.Values[0].AsList.Select(remedy => remedy.AsText).ToList();
            remedies.ShouldBeUnique($"{type}: {outcome.Values[0]}");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Guidance_OfEverySubtype_OffersSomethingInEveryOutcome(string type)
    {
        var playbook = Desk.Of(type).Playbook;
        var remedies = playbook.Evaluate(playbook.NewFacts())["remedies"];
        remedies.Possible.ShouldNotBeEmpty();
        remedies.Possible.ShouldAllBe(outcome => outcome.IsMatch && outcome.Values[1].AsList.Any(standing => standing.AsText != "forbidden"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Numbers_StandInNamedValuesAlone(string file)
    {
        var cells = from table in DefaultPlaybooks.File(file).Decisions.Select(decision => decision.Logic).OfType<DecisionTable>()
                    from row in table.Rows
                    from cell in row.Inputs.Concat(row.Outputs)
                    where Number().IsMatch(Quoted().Replace(cell, ""))
                    select $"{row.Id}: {cell}";
        cells.Where(cell => cell is not "guide-near: 0").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Rows_HaveAReasonInBothLanguages(string file)
    {
        foreach (var table in DefaultPlaybooks.File(file).Decisions.Select(decision => decision.Logic).OfType<DecisionTable>())
        {
            table.Annotations.ShouldBe(["zh-CN", "en"]);
            table.Rows.ShouldAllBe(row => row.Id != null && row.Annotations.Count == 2 && row.Annotations.All(reason => reason.Length > 0));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_OfAFileAsItShips_ChangesNothing(string file) =>
        XNode.DeepEquals(XElement.Parse(DmnWriter.Write(DefaultPlaybooks.File(file))), XElement.Parse(DefaultPlaybooks.Document(file))).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Types))]
    public void Export_OfAWholePlaybook_AnswersTheSame(string type)
    {
        var (again, problems) = DmnReader.Read(DmnWriter.Write(DefaultPlaybooks.Of(type)));
        problems.ShouldBeEmpty();
        var desk = new Desk(again!);
        foreach (var line in CaseFile.Read(type).Lines)
            desk.Guide(line.Facts).Options.ShouldBe(Desk.Of(type).Guide(line.Facts).Options, line.Name);
    }

    [Fact]
    public void NamedValues_AreThoseOfTheSpecification()
    {
        DefaultPlaybooks.Types.Append(DefaultPlaybooks.SharedName).SelectMany(file => DefaultPlaybooks.File(file).Decisions).Where(decision => decision.Logic is LiteralExpression)
            .ToDictionary(decision => decision.Name, decision => ((LiteralExpression)decision.Logic).Text)
            .ShouldBe(new Dictionary<string, string>
            {
                ["same city guide"] = "10",
                ["other province guide from"] = "10",
                ["other province guide"] = "15",
                ["high value guide from"] = "20",
                ["high value guide"] = "50",
                ["high value from"] = "300",
                ["pre-sales authority"] = "0.01",
                ["after-sales authority"] = "15",
                ["review authority"] = "30",
                ["supervisor authority"] = "200",
                ["margin floor"] = "0",
                ["quality window"] = "3",
                ["promise hours"] = "24",
                ["longest promise"] = "48",
                ["seven days"] = "7",
                ["check hours"] = "24",
                ["claim hours"] = "24",
                ["at once"] = "1",
                ["hold hours"] = "24",
                ["coaching hours"] = "48",
                ["review hours"] = "72",
                ["invoice hours"] = "48",
            }, ignoreOrder: true);
    }

    [Fact]
    public void NamedValue_ThatIsChanged_ChangesWhatFollows()
    {
        var quality = DefaultPlaybooks.Of("Quality");
        var longer = quality with { Decisions = [.. quality.Decisions.Select(decision => decision.Name == "quality window" ? decision with { Logic = (LiteralExpression)decision.Logic with { Text = "7" } } : decision)] };
        const string fifthDay = "subtype=Defect; photo=confirms; wear=unworn; own fault=false; severity=slight; stock=true; days since signed=5";
        Desk.Of("Quality").Guide(fifthDay).Options.ShouldNotContain(option => option.Remedy == "repair");
        new Desk(longer).Guide(fifthDay).Options.ShouldContain(option => option.Remedy == "repair");
    }

    [Theory]
    [InlineData("Missing", "photo=confirms; weigh slip=confirms", 80)]
    public void Bound_OfAnOptionNotYetCertain_IsNotShown(string subtype, string facts, decimal share)
    {
        var guidance = Desk.Of("WrongItem").Guide($"subtype={subtype}; {facts}");
        guidance.Options.Single(option => option.Remedy == "reship").ShouldBe(new RemedyOption("reship", Standing.Preferred, null, IsBoundKnown: false, "none", IsCertain: false));
        guidance.Options.Single(option => option.Remedy == "refund only").ShouldBe(new RemedyOption("refund only", Standing.Allowed, share, IsBoundKnown: true, "none", IsCertain: true));
    }

    [Fact]
    public void Bounds_OfOtherRemedies_StayWhenOneIsNotKnownYet()
    {
        var guidance = Desk.Of("WrongItem").Guide("subtype=Missing; photo=confirms; weigh slip=confirms; stock=true; piece paid=?");
        guidance.Options.Single(option => option.Remedy == "return and refund").UpTo.ShouldBe(200);
        guidance.Options.Single(option => option.Remedy == "reship").ShouldBe(new RemedyOption("reship", Standing.Preferred, null, IsBoundKnown: false, "none", IsCertain: true));
    }

    [Theory]
    [InlineData("", 24)]
    [InlineData("; courier answer=found", 24)]
    [InlineData("; courier answer=no answer; stock=false", 48)]
    public void Promise_OfALogisticsCase_IsOneDayAndNeverMoreThanTwo(string facts, int hours) =>
        Desk.Of("Logistics").Guide("subtype=Lost" + facts).Duties.Single(duty => duty.Obligation == "promise time").ShouldBe(new Duty("promise time", TimeSpan.FromHours(hours), IsCertain: true));

    private static IEnumerable<string> Values(Playbook playbook, string fact) =>
        playbook.Facts.Single(one => one.Name == fact).Type.Enumerated(FeelScope.Empty).Select(value => value.AsText);

    [GeneratedRegex(@"\d")]
    private static partial Regex Number();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
