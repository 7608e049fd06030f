using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Playbooks;

namespace AfterSales.Web.Tests.Playbooks;

/// <summary>What a form says of a cell, and what it writes: the same test, or else the same letters.</summary>
public sealed class CellFormTests
{
    private static readonly FeelScope Scope = new([("days since signed", FactType.Number), ("quality window", FactType.Number), ("guide.up to", FactType.Money), ("photo", FactType.Text)], TimeZoneInfo.Utc);

    [Theory]
    [InlineData("-", false, TestKind.Anything, "-")]
    [InlineData("", true, TestKind.Anything, "-")]
    [InlineData("\"a\"", true, TestKind.AnyOf, "\"a\"")]
    [InlineData("\"a\",\"b\"", true, TestKind.AnyOf, "\"a\", \"b\"")]
    [InlineData("not(\"a\", \"b\")", true, TestKind.NoneOf, "not(\"a\", \"b\")")]
    [InlineData("true", true, TestKind.AnyOf, "true")]
    [InlineData(">= 3", false, TestKind.AtLeast, ">= 3")]
    [InlineData(">3", false, TestKind.MoreThan, "> 3")]
    [InlineData("<= quality window", false, TestKind.AtMost, "<= quality window")]
    [InlineData("< 12.50", false, TestKind.LessThan, "< 12.5")]
    [InlineData("3", false, TestKind.Equal, "3")]
    [InlineData("-3", false, TestKind.Equal, "-3")]
    [InlineData("not(3)", false, TestKind.NotEqual, "not(3)")]
    [InlineData("[1..3]", false, TestKind.Between, "[1..3]")]
    [InlineData("(1..quality window)", false, TestKind.Between, "(1..quality window)")]
    [InlineData("]1..3[", false, TestKind.Between, "(1..3)")]
    [InlineData("null", true, TestKind.Missing, "null")]
    [InlineData("< date(\"2026-11-26\")", false, TestKind.LessThan, "< date(\"2026-11-26\")")]
    [InlineData("\"don't say \\\"a\\\"\"", true, TestKind.AnyOf, "\"don't say \\\"a\\\"\"")]
    public void Of_WhatTheFormCanSay_IsWrittenAsTheSameTest(string cell, bool isListed, TestKind kind, string written)
    {
        var form = CellForm.Of(cell, isListed, Scope);
        form.Kind.ShouldBe(kind);
        form.Write().ShouldBe(written);
        Parsed(form.Write()).ShouldBe(Parsed(cell));
    }

    [Theory]
    [InlineData("< 3, > 9", false)]
    [InlineData("not([1..3])", false)]
    [InlineData("not(< 3)", false)]
    [InlineData("not(null)", true)]
    [InlineData("\"a\", null", true)]
    [InlineData("<= quality window * 2", false)]
    [InlineData("[1..guide.up to + 1]", false)]
    [InlineData("photo", true)]
    [InlineData("  < 3,>9 ", false)]
    [InlineData("this cannot be read", false)]
    [InlineData("\"open", true)]
    public void Of_WhatTheFormCannotSay_StaysLetterByLetter(string cell, bool isListed)
    {
        var form = CellForm.Of(cell, isListed, Scope);
        form.Kind.ShouldBe(TestKind.Written);
        form.Write().ShouldBe(cell);
    }

    [Fact]
    public void Of_EveryConditionThatShips_MeansTheSameAfterTheForm()
    {
        var seen = 0;
        foreach (var playbook in DefaultPlaybooks.Types.Select(DefaultPlaybooks.Of))
        {
            var scope = playbook.Scope();
            foreach (var table in playbook.Decisions.Select(decision => decision.Logic).OfType<DecisionTable>())
            {
                foreach (var cell in table.Rows.SelectMany(row => row.Inputs).Distinct())
                {
                    foreach (var isListed in new[] { true, false })
                    {
                        var written = CellForm.Of(cell, isListed, scope).Write();
                        FeelParser.ParseTest(written, scope).Value.ShouldBe(FeelParser.ParseTest(cell, scope).Value, $"{playbook.Name}: {cell}");
                    }
                    seen++;
                }
            }
        }
        seen.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void KindsFor_EveryType_OffersAnythingFirstAndTheTextLast()
    {
        foreach (var type in new[] { FactType.Text, FactType.Number, FactType.Boolean, FactType.Date, FactType.Duration, FactType.Enumeration("a"), FactType.Number with { Nullable = true } })
        {
            var kinds = CellForm.KindsFor(type, isListed: type.Allowed is not null);
            kinds[0].ShouldBe(TestKind.Anything);
            kinds[^1].ShouldBe(TestKind.Written);
            kinds.Contains(TestKind.Missing).ShouldBe(type.Nullable);
        }
    }

    private static CellTest Parsed(string cell) => FeelParser.ParseTest(cell, Scope).Value!;
}
