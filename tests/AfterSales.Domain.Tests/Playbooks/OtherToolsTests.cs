using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Tables of every policy and aggregation in files of every version, dressed as the tools that are known for them dress theirs. Read, they answer as the
/// standard says; written, they are as they were.</summary>
public sealed class OtherToolsTests
{
    private const string Dmn11 = "http://www.omg.org/spec/DMN/20151101/dmn.xsd";
    private const string Dmn12 = "http://www.omg.org/spec/DMN/20180521/MODEL/";
    private const string Dmn13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    private const string Dmn14 = "https://www.omg.org/spec/DMN/20211108/MODEL/";
    private const string Dmn15 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    public static TheoryData<string> Versions => [Dmn11, Dmn12, Dmn13, Dmn14, Dmn15];

    /// <summary>Policy and aggregation, and what they make of the rows for a weight of 3, 8 and 30.</summary>
    private static readonly (string Policy, string? Aggregation, string[] Says)[] Policies =
    [
        ("FIRST", null, ["\"van\" | 4", "\"bike\" | 9", "null | null"]),
        ("PRIORITY", null, ["\"bike\" | 9", "\"bike\" | 9", "null | null"]),
        ("UNIQUE", null, ["null | null", "\"bike\" | 9", "null | null"]),
        ("ANY", null, ["null | null", "\"bike\" | 9", "null | null"]),
        ("RULE ORDER", null, ["[\"van\", \"bike\"] | [4, 9]", "[\"bike\"] | [9]", "null | null"]),
        ("OUTPUT ORDER", null, ["[\"bike\", \"van\"] | [9, 4]", "[\"bike\"] | [9]", "null | null"]),
        ("COLLECT", null, ["[\"van\", \"bike\"] | [4, 9]", "[\"bike\"] | [9]", "[] | []"]),
        ("COLLECT", "SUM", ["13", "9", "null"]),
        ("COLLECT", "MIN", ["4", "9", "null"]),
        ("COLLECT", "MAX", ["9", "9", "null"]),
        ("COLLECT", "COUNT", ["2", "1", "0"]),
    ];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Read_EveryPolicyAsTrisotechWritesIt_AnswersAsTheStandardSays(string dmn)
    {
        foreach (var (policy, aggregation, says) in Policies)
            Answers(Trisotech(dmn, policy, aggregation), says, $"{policy} {aggregation}");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Read_EveryPolicyAsKogitoWritesIt_AnswersAsTheStandardSays(string dmn)
    {
        foreach (var (policy, aggregation, says) in Policies)
            Answers(Kogito(dmn, policy, aggregation), says, $"{policy} {aggregation}");
    }

    [Theory]
    [InlineData("number", "3", ValueKind.Number)]
    [InlineData("feel:number", "3", ValueKind.Number)]
    [InlineData("integer", "3", ValueKind.Number)]
    [InlineData("string", "\"3\"", ValueKind.Text)]
    [InlineData("date", "date(\"2026-11-26\")", ValueKind.Date)]
    [InlineData("dateTime", "date and time(\"2026-11-26T09:00:00Z\")", ValueKind.DateTime)]
    [InlineData("date and time", "date and time(\"2026-11-26T09:00:00Z\")", ValueKind.DateTime)]
    [InlineData("feel:date and time", "date and time(\"2026-11-26T09:00:00Z\")", ValueKind.DateTime)]
    [InlineData("dayTimeDuration", "duration(\"P3D\")", ValueKind.Duration)]
    [InlineData("days and time duration", "duration(\"P3D\")", ValueKind.Duration)]
    [InlineData("yearMonthDuration", "duration(\"P3M\")", ValueKind.Months)]
    [InlineData("years and months duration", "duration(\"P3M\")", ValueKind.Months)]
    [InlineData("time", "time(\"09:00:00\")", ValueKind.Time)]
    [InlineData("boolean", "true", ValueKind.Boolean)]
    [InlineData("Any", "3", ValueKind.Number)]
    [InlineData("", "\"3\"", ValueKind.Text)]
    public void Read_ColumnOfAType_IsOfThatKind(string typeRef, string cell, ValueKind kind)
    {
        var written = typeRef.Length == 0 ? "" : $" typeRef=\"{typeRef}\"";
        var xml = $"""
            <definitions xmlns="{Dmn13}" xmlns:feel="https://www.omg.org/spec/DMN/20191111/FEEL/" name="types" namespace="n">
              <inputData id="i" name="it"><variable name="it"{written}/></inputData>
              <decision id="d" name="same"><decisionTable hitPolicy="UNIQUE">
                <input><inputExpression{written}><text>it</text></inputExpression></input><output name="same" typeRef="boolean"/>
                <rule><inputEntry><text>{cell}</text></inputEntry><outputEntry><text>true</text></outputEntry></rule>
              </decisionTable></decision>
            </definitions>
            """;
        var playbook = Read(xml);
        playbook.Facts.ShouldHaveSingleItem().Type.Kind.ShouldBe(kind);
        playbook.Problems().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("allowedValues")]
    [InlineData("typeConstraint")]
    public void Read_TypeWithItsValues_AllowsOnlyThose(string element)
    {
        var xml = Trisotech(Dmn15, "FIRST", null).Replace("allowedValues", element, StringComparison.Ordinal);
        var facts = Read(xml).Compiled().NewFacts();
        facts.TrySet("Parcel.weight", Value.Of(31m)).ShouldBeFalse();
        facts.TrySet("Parcel.weight", Value.Of(30m)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0.5 * (Parcel.weight - 1) ** 2 / 4", "0.5")]
    [InlineData("Parcel.weight * -1 + 10", "7")]
    [InlineData("Parcel.weight >= 3 and not(Parcel.weight > 5)", "true")]
    [InlineData("max(Parcel.weight, 2) + min(1, 2)", "4")]
    public void Read_LiteralExpressionWithArithmetic_IsComputed(string text, string value)
    {
        var xml = Trisotech(Dmn14, "FIRST", null).Replace("Parcel.weight * 2", text.Replace(">", "&gt;", StringComparison.Ordinal), StringComparison.Ordinal);
        Read(xml).Compiled().Says("Fee", ("Parcel.weight", Value.Of(3m))).ShouldBe(value);
    }

    [Theory]
    [InlineData("invocation")]
    [InlineData("context")]
    [InlineData("relation")]
    [InlineData("functionDefinition")]
    public void Read_DecisionThatIsNoTable_IsRefusedByName(string logic)
    {
        var xml = Trisotech(Dmn13, "FIRST", null).Replace("literalExpression", logic, StringComparison.Ordinal);
        var problem = DmnReader.Read(xml).Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Decision).ShouldBe(("dmn.logic_unsupported", "Fee"));
    }

    private static void Answers(string xml, string[] says, string policy)
    {
        var playbook = Read(xml);
        var compiled = playbook.Compiled();
        decimal[] weights = [3, 8, 30];
        weights.Select(weight => compiled.Says("Delivery", ("Parcel.weight", Value.Of(weight)), ("Urgent", Value.True))).ShouldBe(says, policy);
        XNode.DeepEquals(XElement.Parse(DmnWriter.Write(playbook)), XElement.Parse(xml)).ShouldBeTrue(policy);
    }

    private static string Output(string? aggregation, string column, string cost) => aggregation is null ? column + cost : cost;

    /// <summary>Structured inputs, ids with underscores, annotations, an extension on every list of values.</summary>
    private static string Trisotech(string dmn, string policy, string? aggregation) => $"""
        <definitions xmlns="{dmn}" xmlns:triso="http://www.trisotech.com/2015/triso/modeling" exporter="DMN Modeler" exporterVersion="6.1.3" id="_d" name="delivery" namespace="http://example.org/delivery" triso:logoChoice="Default">
          <extensionElements/>
          <itemDefinition isCollection="false" name="tParcel" label="tParcel"><itemComponent isCollection="false" name="weight" id="_t1"><typeRef>number</typeRef><allowedValues triso:constraintsType="expression"><text>[0..30]</text></allowedValues></itemComponent></itemDefinition>
          <decision name="Delivery" id="_1"><question>How is it sent?</question><allowedAnswers>By van or by bike</allowedAnswers><variable name="Delivery" id="_v1"/>
            <informationRequirement id="_r1"><requiredInput href="#_i1"/></informationRequirement><informationRequirement id="_r2"><requiredInput href="#_i2"/></informationRequirement>
            <authorityRequirement id="_r3"><requiredAuthority href="#_k1"/></authorityRequirement>
            <decisionTable hitPolicy="{policy}"{(aggregation is null ? "" : $" aggregation=\"{aggregation}\"")} outputLabel="Delivery" id="_dt">
              <input id="_c1"><inputExpression typeRef="number"><text>Parcel.weight</text></inputExpression></input>
              <input id="_c2"><inputExpression typeRef="boolean"><text>Urgent</text></inputExpression></input>
              {Output(aggregation, """<output name="By" typeRef="string" id="_o1"><outputValues triso:constraintsType="enumeration"><text>"bike", "van"</text></outputValues></output>""", """<output name="Cost" typeRef="number" id="_o2"/>""")}
              <annotation name="Why"/>
              <rule id="_r11"><inputEntry id="_e1"><text>[1..5]</text></inputEntry><inputEntry id="_e2"><text>true</text></inputEntry>{Output(aggregation, """<outputEntry id="_e3"><text>"van"</text></outputEntry>""", """<outputEntry id="_e4"><text>4</text></outputEntry>""")}<annotationEntry><text>small</text></annotationEntry></rule>
              <rule id="_r12"><inputEntry id="_e5"><text>(1..30)</text></inputEntry><inputEntry id="_e6"><text>-</text></inputEntry>{Output(aggregation, """<outputEntry id="_e7"><text>"bike"</text></outputEntry>""", """<outputEntry id="_e8"><text>9</text></outputEntry>""")}<annotationEntry><text/></annotationEntry></rule>
            </decisionTable></decision>
          <decision name="Fee" id="_2"><variable typeRef="Any" name="Fee" id="_v2"/><informationRequirement id="_r4"><requiredInput href="#_i1"/></informationRequirement><literalExpression id="_l1"><text>Parcel.weight * 2</text></literalExpression></decision>
          <knowledgeSource name="Handbook" id="_k1"/>
          <inputData name="Parcel" id="_i1"><variable typeRef="tParcel" name="Parcel" id="_v3"/></inputData>
          <inputData name="Urgent" id="_i2"><variable typeRef="boolean" name="Urgent" id="_v4"/></inputData>
        </definitions>
        """;

    /// <summary>A prefix for everything, empty extensions, the widths of columns in the diagram, a description in each rule's place.</summary>
    private static string Kogito(string dmn, string policy, string? aggregation) => $"""
        <dmn:definitions xmlns:dmn="{dmn}" xmlns="https://kiegroup.org/dmn/_1" xmlns:feel="http://www.omg.org/spec/DMN/20180521/FEEL/" xmlns:kie="http://www.drools.org/kie/dmn/1.2" xmlns:dmndi="http://www.omg.org/spec/DMN/20180521/DMNDI/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="_D" name="delivery" expressionLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/" typeLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/" namespace="https://kiegroup.org/dmn/_1">
          <dmn:extensionElements/>
          <dmn:itemDefinition id="_T" name="tParcel" isCollection="false"><dmn:itemComponent id="_T1" name="weight" isCollection="false"><dmn:typeRef>number</dmn:typeRef></dmn:itemComponent></dmn:itemDefinition>
          <dmn:inputData id="_I1" name="Parcel"><dmn:extensionElements/><dmn:variable id="_V1" name="Parcel" typeRef="tParcel"/></dmn:inputData>
          <dmn:inputData id="_I2" name="Urgent"><dmn:extensionElements/><dmn:variable id="_V2" name="Urgent" typeRef="boolean"/></dmn:inputData>
          <dmn:decision id="_1" name="Delivery"><dmn:extensionElements/><dmn:variable id="_V3" name="Delivery"/>
            <dmn:informationRequirement id="_R1"><dmn:requiredInput href="#_I1"/></dmn:informationRequirement><dmn:informationRequirement id="_R2"><dmn:requiredInput href="#_I2"/></dmn:informationRequirement>
            <dmn:decisionTable id="_DT" hitPolicy="{policy}"{(aggregation is null ? "" : $" aggregation=\"{aggregation}\"")} preferredOrientation="Rule-as-Row">
              <dmn:input id="_C1"><dmn:inputExpression id="_X1" typeRef="number"><dmn:text>Parcel.weight</dmn:text></dmn:inputExpression></dmn:input>
              <dmn:input id="_C2"><dmn:inputExpression id="_X2" typeRef="boolean"><dmn:text>Urgent</dmn:text></dmn:inputExpression></dmn:input>
              {Output(aggregation, """<dmn:output id="_O1" name="By" typeRef="string"><dmn:outputValues id="_OV"><dmn:text>"bike", "van"</dmn:text></dmn:outputValues></dmn:output>""", """<dmn:output id="_O2" name="Cost" typeRef="number"/>""")}
              <dmn:annotation name="annotation-1"/>
              <dmn:rule id="_R11"><dmn:inputEntry id="_E1"><dmn:text>[1..5]</dmn:text></dmn:inputEntry><dmn:inputEntry id="_E2"><dmn:text>true</dmn:text></dmn:inputEntry>{Output(aggregation, """<dmn:outputEntry id="_E3"><dmn:text>"van"</dmn:text></dmn:outputEntry>""", """<dmn:outputEntry id="_E4"><dmn:text>4</dmn:text></dmn:outputEntry>""")}<dmn:annotationEntry><dmn:text></dmn:text></dmn:annotationEntry></dmn:rule>
              <dmn:rule id="_R12"><dmn:inputEntry id="_E5"><dmn:text>]1..30[</dmn:text></dmn:inputEntry><dmn:inputEntry id="_E6"><dmn:text>-</dmn:text></dmn:inputEntry>{Output(aggregation, """<dmn:outputEntry id="_E7"><dmn:text>"bike"</dmn:text></dmn:outputEntry>""", """<dmn:outputEntry id="_E8"><dmn:text>9</dmn:text></dmn:outputEntry>""")}<dmn:annotationEntry><dmn:text></dmn:text></dmn:annotationEntry></dmn:rule>
            </dmn:decisionTable></dmn:decision>
          <dmndi:DMNDI><dmndi:DMNDiagram><di:extension><kie:ComponentsWidthsExtension><kie:ComponentWidths dmnElementRef="_DT"><kie:width>50.0</kie:width></kie:ComponentWidths></kie:ComponentsWidthsExtension></di:extension><dmndi:DMNShape id="dmnshape-_1" dmnElementRef="_1" isCollapsed="false"><dc:Bounds x="388" y="228" width="100" height="50"/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
        </dmn:definitions>
        """;

    private static Playbook Read(string xml)
    {
        var (playbook, problems) = DmnReader.Read(xml);
        problems.ShouldBeEmpty();
        return playbook.ShouldNotBeNull();
    }
}
