namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Files as the documentation of DMN tools shows them: how they declare, type, nest and decorate.</summary>
internal static class DmnFiles
{
    /// <summary>As Camunda's modeller writes it: no input data, types at the columns, ids everywhere, attributes and diagram of its own.</summary>
    public const string Camunda = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="offer-definitions" name="offer" namespace="http://camunda.org/schema/1.0/dmn" exporter="Camunda Modeler" exporterVersion="4.0.0">
          <decision id="offer" name="Offer">
            <informationRequirement id="ir1"><requiredDecision href="#blame" /></informationRequirement>
            <decisionTable id="offerTable" hitPolicy="COLLECT" aggregation="MAX" biodi:annotationsWidth="400">
              <input id="in1" label="Whose fault" biodi:width="192" camunda:inputVariable="blame">
                <inputExpression id="ie1" typeRef="string"><text>Blame</text></inputExpression>
              </input>
              <input id="in2" label="How late"><inputExpression id="ie2" typeRef="integer"><text>daysLate</text></inputExpression></input>
              <output id="out1" label="Up to" name="upTo" typeRef="double" />
              <rule id="r1">
                <description>The courier pays</description>
                <inputEntry id="c11"><text>"courier"</text></inputEntry>
                <inputEntry id="c12"><text>&gt; 2</text></inputEntry>
                <outputEntry id="c13"><text>15.5</text></outputEntry>
              </rule>
              <rule id="r2">
                <inputEntry id="c21"><text></text></inputEntry>
                <inputEntry id="c22"><text><![CDATA[[1..30]]]></text></inputEntry>
                <outputEntry id="c23"><text>5</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
          <decision id="blame" name="Blame">
            <extensionElements><camunda:properties><camunda:property name="owner" value="desk" /></camunda:properties></extensionElements>
            <decisionTable id="blameTable">
              <input id="in3"><inputExpression id="ie3" typeRef="boolean"><text>courierProof</text></inputExpression></input>
              <output id="out2" name="blame" typeRef="string" />
              <rule id="r3"><inputEntry id="c31"><text>true</text></inputEntry><outputEntry id="c32"><text>"courier"</text></outputEntry></rule>
              <rule id="r4"><inputEntry id="c41"><text>false</text></inputEntry><outputEntry id="c42"><text>"store"</text></outputEntry></rule>
            </decisionTable>
          </decision>
          <dmndi:DMNDI><dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="offer"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
        </definitions>
        """;

    /// <summary>As Trisotech and the standard's own tests write it: input data with structured types, names with spaces, several outputs, annotations.</summary>
    public const string Structured = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:triso="http://www.trisotech.com/2015/triso/modeling" id="_d1" name="offers" namespace="http://example.org/offers" triso:logoChoice="Default">
          <description>What a buyer is offered</description>
          <itemDefinition name="tOrder" id="_t1" label="order">
            <itemComponent name="paid" id="_t2"><typeRef>number</typeRef></itemComponent>
            <itemComponent name="signed on" id="_t3"><typeRef>date</typeRef></itemComponent>
          </itemDefinition>
          <itemDefinition name="tParty" id="_t4"><typeRef>string</typeRef><allowedValues triso:constraintsType="enumeration"><text>"store", "courier", "buyer"</text></allowedValues></itemDefinition>
          <inputData id="_i1" name="Order"><variable id="_v1" name="Order" typeRef="tOrder"/></inputData>
          <inputData id="_i2" name="Whose Fault"><variable id="_v2" name="Whose Fault" typeRef="tParty"/></inputData>
          <decision id="_1" name="Fee"><variable id="_v3" name="Fee" typeRef="number"/><informationRequirement id="_r1"><requiredInput href="#_i1"/></informationRequirement>
            <literalExpression id="_l1" typeRef="number"><text>Order.paid * 0.1 + 2 ** 2</text></literalExpression></decision>
          <decision id="_2" name="Best Offer"><question>What now?</question><variable id="_v4" name="Best Offer"/><informationRequirement id="_r2"><requiredDecision href="#_1"/></informationRequirement><informationRequirement id="_r3"><requiredInput href="#_i2"/></informationRequirement><informationRequirement id="_r4"><requiredInput href="#_i1"/></informationRequirement>
            <decisionTable hitPolicy="PRIORITY" outputLabel="offer" id="_dt">
              <input id="_c1"><inputExpression typeRef="tParty"><text>Whose Fault</text></inputExpression></input>
              <input id="_c2"><inputExpression typeRef="number"><text>Fee</text></inputExpression></input>
              <input id="_c3"><inputExpression typeRef="date"><text>Order.signed on</text></inputExpression></input>
              <output id="_o1" name="What" typeRef="string"><outputValues triso:constraintsType="enumeration"><text>"refund", "reship", "explain"</text></outputValues><defaultOutputEntry><text>"explain"</text></defaultOutputEntry></output>
              <output id="_o2" name="Up To" typeRef="number"/>
              <annotation name="Why"/>
              <rule id="_r11"><inputEntry id="_e1"><text>"store", "courier"</text></inputEntry><inputEntry id="_e2"><text>&gt;= 10</text></inputEntry><inputEntry id="_e3"><text>-</text></inputEntry><outputEntry id="_e4"><text>"reship"</text></outputEntry><outputEntry id="_e5"><text>Order.paid</text></outputEntry><annotationEntry><text>a promise</text></annotationEntry></rule>
              <rule id="_r12"><inputEntry id="_e6"><text>not("buyer")</text></inputEntry><inputEntry id="_e7"><text>-</text></inputEntry><inputEntry id="_e8"><text>&gt;= date("2026-11-01")</text></inputEntry><outputEntry id="_e9"><text>"refund"</text></outputEntry><outputEntry id="_e10"><text>Fee</text></outputEntry><annotationEntry><text/></annotationEntry></rule>
            </decisionTable></decision>
        </definitions>
        """;

    /// <summary>DMN 1.1: a prefix for the standard's namespace, FEEL's types under a prefix, the bare minimum of ids.</summary>
    public const string Old = """
        <dmn:definitions xmlns:dmn="http://www.omg.org/spec/DMN/20151101/dmn.xsd" xmlns:feel="http://www.omg.org/spec/FEEL/20140401" name="old" namespace="n">
          <dmn:inputData id="i1" name="Age"><dmn:variable name="Age" typeRef="feel:number"/></dmn:inputData>
          <dmn:decision id="d1" name="Who"><dmn:variable name="Who" typeRef="feel:string"/>
            <dmn:informationRequirement><dmn:requiredInput href="#i1"/></dmn:informationRequirement>
            <dmn:decisionTable hitPolicy="FIRST">
              <dmn:input><dmn:inputExpression><dmn:text>Age</dmn:text></dmn:inputExpression></dmn:input>
              <dmn:output/>
              <dmn:rule><dmn:inputEntry><dmn:text>]0..7]</dmn:text></dmn:inputEntry><dmn:outputEntry><dmn:text>"store"</dmn:text></dmn:outputEntry></dmn:rule>
              <dmn:rule><dmn:inputEntry><dmn:text>-</dmn:text></dmn:inputEntry><dmn:outputEntry><dmn:text>"buyer"</dmn:text></dmn:outputEntry></dmn:rule>
            </dmn:decisionTable>
          </dmn:decision>
        </dmn:definitions>
        """;
}
