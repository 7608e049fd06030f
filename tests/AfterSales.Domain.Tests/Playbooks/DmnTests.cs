using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

public sealed class DmnTests
{
    public static TheoryData<string> Files => [DmnFiles.Camunda, DmnFiles.Structured, DmnFiles.Old];

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_WhatWasRead_ChangesNothing(string xml) =>
        XNode.DeepEquals(XElement.Parse(DmnWriter.Write(Read(xml))), XElement.Parse(xml)).ShouldBeTrue(DmnWriter.Write(Read(xml)));

    [Fact]
    public void Read_CamundaFile_AnswersAsThere()
    {
        var playbook = Read(DmnFiles.Camunda).Compiled();
        playbook.Source.Facts.Select(fact => (fact.Name, fact.Type.Kind)).ShouldBe([("daysLate", ValueKind.Number), ("courierProof", ValueKind.Boolean)]);
        playbook.Says("Offer", ("courierProof", Value.True), ("daysLate", Value.Of(3m))).ShouldBe("15.5");
        playbook.Says("Offer", ("courierProof", Value.False), ("daysLate", Value.Of(3m))).ShouldBe("5");
        playbook.Says("Offer", ("daysLate", Value.Of(1m))).ShouldBe("5");
        playbook.Says("Offer", ("daysLate", Value.Of(31m)), ("courierProof", Value.False)).ShouldBe("null");
    }

    [Fact]
    public void Read_StructuredFile_MakesAFactOfEachComponent()
    {
        var playbook = Read(DmnFiles.Structured).Compiled();
        playbook.Source.Facts.Select(fact => fact.Name).ShouldBe(["Order.paid", "Order.signed on", "Whose Fault"]);
        playbook.Source.Facts[2].Type.ShouldBe(FactType.Enumeration("store", "courier", "buyer"));
        var late = Value.Of(new DateOnly(2026, 10, 1));
        playbook.Says("Best Offer", ("Order.paid", Value.Of(80m)), ("Order.signed on", late), ("Whose Fault", Value.Of("store"))).ShouldBe("\"reship\" | 80");
        playbook.Says("Best Offer", ("Order.paid", Value.Of(10m)), ("Order.signed on", late), ("Whose Fault", Value.Of("store"))).ShouldBe("\"explain\" | null");
        playbook.Says("Best Offer", ("Order.paid", Value.Of(80m)), ("Order.signed on", Value.Of(new DateOnly(2026, 11, 1))), ("Whose Fault", Value.Of("store"))).ShouldBe("\"refund\" | 12");
        playbook.Says("Best Offer", ("Whose Fault", Value.Of("buyer"))).ShouldBe("\"explain\" | null");
    }

    [Fact]
    public void Read_OldFile_KnowsItsTypes() =>
        Read(DmnFiles.Old).Compiled().Says("Who", ("Age", Value.Of(7m))).ShouldBe("\"store\"");

    [Fact]
    public void Write_OneCellChanged_ChangesThatCellAlone()
    {
        var playbook = Read(DmnFiles.Structured);
        var table = (DecisionTable)playbook.Decisions[1].Logic;
        var row = table.Rows[0] with { Inputs = ["\"store\"", "> 12", "-"] };
        var edited = playbook with { Decisions = [playbook.Decisions[0], playbook.Decisions[1] with { Logic = table with { Rows = [row, table.Rows[1]] } }] };
        DmnWriter.Write(edited).ShouldContain("""<inputEntry id="_e2"><text>&gt; 12</text></inputEntry>""");
        var expected = DmnFiles.Structured.Replace("&gt;= 10", "&gt; 12", StringComparison.Ordinal).Replace("<text>\"store\", \"courier\"</text></inputEntry>", "<text>\"store\"</text></inputEntry>", StringComparison.Ordinal);
        XNode.DeepEquals(XElement.Parse(DmnWriter.Write(edited)), XElement.Parse(expected)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_NamesAndTypesChanged_AreThereAgain(string xml)
    {
        var playbook = Read(xml);
        var table = (DecisionTable)playbook.Decisions[^1].Logic;
        var output = table.Outputs[0] with { Name = "renamed", Type = FactType.Enumeration("store", "courier", "refund", "reship", "explain", "buyer", "new") };
        var fact = playbook.Facts[^1] with { Type = playbook.Facts[^1].Type with { Nullable = true }, Cost = 3, Description = "told" };
        var edited = playbook with
        {
            Facts = [.. playbook.Facts.SkipLast(1), fact, Fact("added", FactType.Enumeration("x", "y")), Fact("worth", FactType.Money)],
            Decisions = [.. playbook.Decisions.SkipLast(1), playbook.Decisions[^1] with { Name = "Another Name", Logic = table with { Outputs = [output, .. table.Outputs.Skip(1)] } }],
        };
        var again = Read(DmnWriter.Write(edited));
        again.Facts.Where(one => one.Name is "added" or "worth").Select(one => one.Type).ShouldBe([FactType.Enumeration("x", "y"), FactType.Money]);
        again.Decisions[^1].Name.ShouldBe("Another Name");
        var written = ((DecisionTable)again.Decisions[^1].Logic).Outputs[0];
        (written.Name, written.Type).ShouldBe((output.Name, output.Type));
        (again.Facts.Single(one => one.Name == fact.Name) with { Id = fact.Id, IsImplied = fact.IsImplied }).ShouldBe(fact);
    }

    [Fact]
    public void Write_RowsMovedAddedRemoved_AreThereAgain()
    {
        var playbook = Read(DmnFiles.Camunda);
        var table = (DecisionTable)playbook.Decisions[1].Logic;
        var rows = new[] { table.Rows[1], new TableRow(["-"], ["\"buyer\""]) };
        var edited = playbook with { Decisions = [playbook.Decisions[0], playbook.Decisions[1] with { Logic = table with { Rows = rows } }] };
        var again = (DecisionTable)Read(DmnWriter.Write(edited)).Decisions[1].Logic;
        again.Rows.Select(row => (row.Inputs[0], row.Outputs[0])).ShouldBe([("false", "\"store\""), ("-", "\"buyer\"")]);
        again.Rows[0].Id.ShouldBe("r4");
        again.Rows[1].Id.ShouldNotBeNull();
        DmnWriter.Write(edited).ShouldContain("camunda:property name=\"owner\"");
    }

    [Fact]
    public void Write_PlaybookMadeHere_OpensWithTheStandardsWords()
    {
        var who = Table("who", HitPolicy.OutputOrder, "days since | cause", [Output("who", FactType.Enumeration("store", "buyer"), "\"buyer\"")], "< 7 | \"defect\" => \"store\"");
        var playbook = Playbook(
            [Fact("days since", FactType.Number with { Nullable = true }, 2.5m), Fact("cause", FactType.Enumeration("defect", "taste")), Fact("paid", FactType.Money)],
            who,
            Formula("refund", FactType.Money, "paid / 2"));
        var xml = XElement.Parse(DmnWriter.Write(playbook));
        var dmn = xml.Name.Namespace;
        dmn.NamespaceName.ShouldBe("https://www.omg.org/spec/DMN/20191111/MODEL/");
        xml.Descendants(dmn + "decisionTable").Single().Attribute("hitPolicy")!.Value.ShouldBe("OUTPUT ORDER");
        xml.Descendants(dmn + "requiredInput").Count().ShouldBe(3);
        xml.Elements().Select(element => element.Name.LocalName).Distinct().ShouldBe(["itemDefinition", "inputData", "decision", "DMNDI"]);
        xml.Descendants(dmn + "output").Single().Elements().Select(element => element.Name.LocalName).ShouldBe(["outputValues", "defaultOutputEntry"]);
    }

    [Fact]
    public void Write_PlaybookMadeHere_HasADiagramOfAllThatIsInIt()
    {
        var xml = XElement.Parse(DmnWriter.Write(DefaultPlaybooks.Of("WrongItem")));
        var shapes = xml.Descendants().Where(element => element.Name.LocalName == "DMNShape").ToList();
        shapes.Select(shape => shape.Attribute("dmnElementRef")!.Value).ShouldBe(xml.Elements().Where(element => element.Name.LocalName is "inputData" or "decision").Select(element => element.Attribute("id")!.Value), ignoreOrder: true);
        shapes.Select(shape => (X: shape.Elements().Single().Attribute("x")!.Value, Y: shape.Elements().Single().Attribute("y")!.Value)).ShouldBeUnique();
        xml.Descendants().Where(element => element.Name.LocalName == "DMNEdge").Select(edge => edge.Attribute("dmnElementRef")!.Value)
            .ShouldBe(xml.Descendants(xml.Name.Namespace + "informationRequirement").Select(requirement => requirement.Attribute("id")!.Value), ignoreOrder: true);
    }

    [Fact]
    public void Read_FileThatImportsAnother_SaysWhichAndMissesIt()
    {
        var file = DefaultPlaybooks.File("WrongItem");
        file.Imports.ShouldBe([new PlaybookImport("urn:aftersales:playbook:shared", "Shared.dmn")]);
        file.Problems()[0].ShouldSatisfyAllConditions(problem => problem.Code.ShouldBe("playbook.import_missing"), problem => problem.Args.ShouldBe(["Shared.dmn"]));
        var whole = file.With(DefaultPlaybooks.File(DefaultPlaybooks.SharedName));
        whole.Imports.ShouldBeEmpty();
        whole.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Read_RequirementsOfADefaultFile_LeadSomewhere()
    {
        var shared = XElement.Parse(DefaultPlaybooks.Document(DefaultPlaybooks.SharedName)).Descendants().Attributes("id").Select(id => $"urn:aftersales:playbook:shared#{id.Value}");
        foreach (var file in DefaultPlaybooks.Types.Append(DefaultPlaybooks.SharedName).Select(type => XElement.Parse(DefaultPlaybooks.Document(type))))
        {
            var known = file.Descendants().Attributes("id").Select(id => $"#{id.Value}").Concat(shared).ToHashSet();
            file.Descendants().Attributes("href").Where(href => !known.Contains(href.Value)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Read_ImportUnderAName_IsRefusedByThatName()
    {
        var xml = DmnFiles.Structured.Replace("<itemDefinition name=\"tOrder\"", "<import name=\"fees\" namespace=\"n2\" importType=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"/><itemDefinition name=\"tOrder\"", StringComparison.Ordinal);
        DmnReader.Read(xml).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(problem => problem.Code.ShouldBe("dmn.import_named"), problem => problem.Args.ShouldBe(["fees"]));
        Read(xml.Replace("https://www.omg.org/spec/DMN/20191111/MODEL/\"/>", "http://www.dmg.org/PMML-4_2\"/>", StringComparison.Ordinal)).Imports.ShouldBeEmpty();
    }

    [Fact]
    public void Write_PlaybookThatStillMissesAFile_SaysSo() =>
        Read(DmnWriter.Write(DefaultPlaybooks.File("Review") with { Document = null })).Imports.ShouldBe([new PlaybookImport("urn:aftersales:playbook:shared", "Shared.dmn")]);

    [Theory]
    [InlineData("utf-8", "utf-8", true)]
    [InlineData("utf-16", "utf-16", true)]
    [InlineData("utf-16BE", "utf-16", true)]
    [InlineData("gb18030", "GB18030", false)]
    [InlineData("gbk", "gbk", false)]
    [InlineData("utf-8", "utf-16", false)]
    public void Read_BytesInAnEncoding_AreThatText(string encoding, string declared, bool mark)
    {
        var written = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? System.Text.Encoding.GetEncoding(encoding);
        var bytes = written.GetBytes(DefaultPlaybooks.Document("Review").Replace("encoding=\"UTF-8\"", $"encoding=\"{declared}\"", StringComparison.Ordinal));
        var (playbook, problems) = DmnReader.Read(mark ? [.. written.GetPreamble(), .. bytes] : bytes);
        problems.ShouldBeEmpty();
        playbook!.Description.ShouldBe(DefaultPlaybooks.File("Review").Description);
    }

    [Theory]
    [InlineData("utf-9", "dmn.encoding_unknown")]
    [InlineData("utf-8", "dmn.encoding_broken")]
    public void Read_BytesInAnotherEncodingThanTheySay_AreAProblem(string declared, string code) =>
        DmnReader.Read([.. System.Text.Encoding.ASCII.GetBytes($"<?xml version=\"1.0\" encoding=\"{declared}\"?><a>"), 0xD6, 0xD0]).Problems.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Theory]
    [MemberData(nameof(ThreeValuedProperties.Seeds), MemberType = typeof(ThreeValuedProperties))]
    public void Read_WhatWasWritten_IsTheSamePlaybook(int seed)
    {
        var playbook = new RandomPlaybooks(seed, computed: true).Next();
        var xml = DmnWriter.Write(playbook);
        var again = Read(xml);
        DmnWriter.Write(again).ShouldBe(xml);
        again.Facts.Select(fact => (fact.Name, fact.Type, fact.Cost)).ShouldBe(playbook.Facts.Select(fact => (fact.Name, fact.Type, fact.Cost)));
        var (first, second) = (playbook.Compiled(), again.Compiled());
        foreach (var facts in RandomPlaybooks.Completions([]).Where((_, i) => i % 7 == 0))
        {
            foreach (var decision in playbook.Decisions)
                second.Says(decision.Name, facts).ShouldBe(first.Says(decision.Name, facts));
        }
    }

    [Theory]
    [InlineData("<definitions", "dmn.not_xml")]
    [InlineData("<definitions xmlns='urn:other'/>", "dmn.no_definitions")]
    [InlineData("<!DOCTYPE d [<!ENTITY e 'x'>]><definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>&e;</definitions>", "dmn.doctype")]
    [InlineData("", "dmn.not_xml")]
    [InlineData("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'><decision name='a'><context/></decision></definitions>", "dmn.logic_unsupported")]
    [InlineData("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'><decision name='a'><decisionTable hitPolicy='BEST'/></decision></definitions>", "dmn.hit_policy_unknown")]
    public void Read_NotAPlaybook_IsAProblem(string xml, string code)
    {
        var (playbook, problems) = DmnReader.Read(xml);
        playbook.ShouldBeNull();
        problems.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void Read_EndlessNesting_IsAProblem()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        DmnReader.Read($"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'>{deep}</definitions>").Problems.ShouldHaveSingleItem().Code.ShouldBe("dmn.too_deep");
    }

    private static Playbook Read(string xml)
    {
        var (playbook, problems) = DmnReader.Read(xml);
        problems.ShouldBeEmpty();
        return playbook.ShouldNotBeNull();
    }
}
