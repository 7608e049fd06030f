using System.Globalization;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class CellEditTests
{
    private static readonly Playbook Own = DefaultPlaybooks.File("WrongItem");
    private static readonly RuleWords Words = new(new Texts(CultureInfo.GetCultureInfo("zh-CN")), Own, DefaultPlaybooks.File("Shared"));

    private static RuleColumn Input(string decision, string name) => Words.Input(Table(decision).Inputs.First(input => input.Expression == name));

    private static RuleColumn Output(string decision, string name) =>
        Words.Output(Own.Decisions.First(one => one.Name == decision), Table(decision).Outputs.First(output => output.Name == name));

    private static DecisionTable Table(string decision) => (DecisionTable)Own.Decisions.First(one => one.Name == decision).Logic;

    [Fact]
    public void Tick_InAnyOrder_WritesTheOrderOfTheList()
    {
        var edit = CellEdit.Condition(Input("situation", "photo"), "-", Words);
        edit.Choose(TestKind.AnyOf);
        edit.IsSound().ShouldBeFalse("nothing is ticked yet");
        edit.Tick("\"refused\"", true);
        edit.Tick("\"confirms\"", true);
        edit.Tick("\"confirms\"", true);
        edit.IsSound().ShouldBeTrue();
        edit.Text.ShouldBe("\"confirms\", \"refused\"");
        edit.Choose(TestKind.NoneOf);
        edit.Text.ShouldBe("not(\"confirms\", \"refused\")");
    }

    [Theory]
    [InlineData("photo", TestKind.AnyOf, "", "", "cell.none_chosen")]
    [InlineData("photo", TestKind.NoneOf, "", "", "cell.none_chosen")]
    [InlineData("days since signed", TestKind.AtMost, "", "", "cell.end_missing")]
    [InlineData("days since signed", TestKind.Between, "", "3", "cell.low_missing")]
    [InlineData("days since signed", TestKind.Between, "1", "", "cell.high_missing")]
    public void IsSound_SomethingMissing_SaysWhat(string fact, TestKind kind, string end, string high, string code)
    {
        var edit = CellEdit.Condition(Words.Input(new TableInput(fact)), "-", Words);
        edit.Choose(kind);
        edit.Change(form => form with { End = end, High = high });
        edit.IsSound().ShouldBeFalse();
        edit.Error!.Code.ShouldBe(code);
    }

    [Fact]
    public void Choose_YesOrNo_BeginsWithYes()
    {
        var edit = CellEdit.Condition(Input("remedies", "stock"), "-", Words);
        edit.Choose(TestKind.AnyOf);
        edit.Text.ShouldBe("true");
    }

    [Fact]
    public void Write_WhatTheFormCanSay_ShowsItThere()
    {
        var edit = CellEdit.Condition(Input("situation", "photo"), "-", Words);
        edit.Write("not(\"unclear\")");
        (edit.Form.Kind, edit.IsSound()).ShouldBe((TestKind.NoneOf, true));
        edit.Write("not(\"unclear\"");
        (edit.Form.Kind, edit.IsSound()).ShouldBe((TestKind.Written, false));
        edit.Text.ShouldBe("not(\"unclear\"", "nothing that somebody typed is thrown away");
        edit.Error!.Code.ShouldBe("cell.expected");
    }

    [Theory]
    [InlineData("", TestKind.Anything, "")]
    [InlineData("12.5", TestKind.Equal, "12.5")]
    [InlineData("guide.up to", TestKind.Equal, "guide.up to")]
    [InlineData("item paid * 0.3", TestKind.Written, "item paid * 0.3")]
    [InlineData("min(item paid, guide.up to)", TestKind.Written, "min(item paid, guide.up to)")]
    public void Output_OfMoney_IsANumberANameOrAnExpression(string cell, TestKind kind, string text)
    {
        var edit = CellEdit.Output(Output("remedies", "up to"), cell, Words);
        (edit.Form.Kind, edit.Text, edit.IsSound()).ShouldBe((kind, text, true));
    }

    [Fact]
    public void Output_ThatNamesNothing_IsRefusedWithTheReason()
    {
        var edit = CellEdit.Output(Output("remedies", "up to"), "-", Words);
        edit.Choose(TestKind.Equal);
        edit.IsSound().ShouldBeFalse();
        edit.Write("item payd");
        edit.IsSound().ShouldBeFalse();
        edit.Error!.Code.ShouldBe("cell.name_unknown");
    }
}
