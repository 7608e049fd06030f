using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks.Facts;

/// <summary>Which word counts: the system's, a person's, or that nothing has happened yet.</summary>
public sealed class FactSheetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private static SaidFact Said(string name, Value value, int minute = 0) => new(name, value, "林小满", Now.AddMinutes(minute));

    private static FactSheet Sheet(IReadOnlyDictionary<string, Value>? known = null, params SaidFact[] said) =>
        FactSheet.Of(known ?? new Dictionary<string, Value>(StringComparer.Ordinal), said);

    [Fact]
    public void Of_Nothing_KnowsOnlyWhatHasNotHappenedYet() =>
        Sheet().Facts.Where(fact => fact.Value.IsKnown).ShouldAllBe(fact => fact.Origin == FactOrigin.AtFirst);

    [Fact]
    public void Of_WhatTheSystemKnows_CountsBeforeWhatSomebodySaid()
    {
        var known = new Dictionary<string, Value>(StringComparer.Ordinal) { ["item paid"] = Value.Of(100m) };
        var fact = Sheet(known, Said("item paid", Value.Of(900m)))["item paid"]!;
        (fact.Value, fact.Origin, fact.MaySay, fact.Said).ShouldBe((Value.Of(100m), FactOrigin.LookedUp, false, null));
    }

    [Fact]
    public void Of_WhatWasSaidLast_Counts()
    {
        var fact = Sheet(null, Said("photo", Value.Of("unclear")), Said("photo", Value.Of("confirms"), 5))["photo"]!;
        (fact.Value, fact.Said!.At).ShouldBe((Value.Of("confirms"), Now.AddMinutes(5)));
    }

    [Fact]
    public void Of_WhatWasTakenBack_IsUnknownAgain_OrAsAtFirst()
    {
        Sheet(null, Said("photo", Value.Of("confirms")), Said("photo", Value.Unknown, 1))["photo"]!.Origin.ShouldBe(FactOrigin.Unknown);
        var claim = Sheet(null, Said("claim", Value.Of("won")), Said("claim", Value.Unknown, 1))["claim"]!;
        (claim.Value, claim.Origin).ShouldBe((Value.Of("not made"), FactOrigin.AtFirst));
    }

    [Theory]
    [InlineData("photo", "\"confirms\"", null)]
    [InlineData("photo", "\"maybe\"", "fact.not_allowed")]
    [InlineData("photo", "true", "fact.not_allowed")]
    [InlineData("days since signed", "-1", "fact.not_allowed")]
    [InlineData("moon", "1", "fact.unknown")]
    [InlineData("margin", "1000", "fact.guarded")]
    [InlineData("photo seen before", "false", "fact.guarded")]
    [InlineData("authority left", "100", "fact.guarded")]
    [InlineData("phone agreement unconfirmed", "false", "fact.guarded")]
    [InlineData("item paid", "5", "fact.looked_up")]
    [InlineData("piece paid", "100", null)]
    [InlineData("piece paid", "10.999", "fact.not_allowed")]
    [InlineData("piece paid", "100.01", "fact.piece_over_item")]
    [InlineData("photo", null, "fact.not_said")]
    [InlineData("stock", null, null)]
    public void WhyNot_SaysWhatMayBeSaid(string name, string? value, string? code)
    {
        var sheet = Sheet(new Dictionary<string, Value>(StringComparer.Ordinal) { ["item paid"] = Value.Of(100m) }, Said("stock", Value.True));
        sheet.WhyNot(One(name, Written.Of(value)))?.Code.ShouldBe(code);
        (sheet.WhyNot(One(name, Written.Of(value))) is null).ShouldBe(code is null);
    }

    [Fact]
    public void WhyNot_APieceAboveTheItemSaidWithIt_IsRefused_AndFitsWhereBothFit()
    {
        var both = new Dictionary<string, Value>(StringComparer.Ordinal) { ["item paid"] = Value.Of(50m), ["piece paid"] = Value.Of(80m) };
        Sheet().WhyNot(both)!.Code.ShouldBe("fact.piece_over_item");
        both["piece paid"] = Value.Of(50m);
        Sheet().WhyNot(both).ShouldBeNull();
        Sheet(null, Said("piece paid", Value.Of(80m))).WhyNot(One("item paid", Value.Of(50m)))!.Code.ShouldBe("fact.piece_over_item");
    }

    [Fact]
    public void Of_APieceAboveWhatTheOrderSaysLater_IsUnknownAgain()
    {
        var known = new Dictionary<string, Value>(StringComparer.Ordinal) { ["item paid"] = Value.Of(50m) };
        Sheet(known, Said("piece paid", Value.Of(80m)))["piece paid"]!.Origin.ShouldBe(FactOrigin.Unknown);
    }

    [Fact]
    public void Of_WhatIsPresumed_CountsUntilSomebodySaysBetter()
    {
        var presumed = new Dictionary<string, Value>(StringComparer.Ordinal) { ["parcel"] = Value.Of("not shipped") };
        var none = new Dictionary<string, Value>(StringComparer.Ordinal);
        var before = FactSheet.Of(none, [], presumed)["parcel"]!;
        (before.Value, before.Origin, before.MaySay).ShouldBe((Value.Of("not shipped"), FactOrigin.Presumed, true));
        FactSheet.Of(none, [Said("parcel", Value.Of("signed"))], presumed)["parcel"]!.Value.ShouldBe(Value.Of("signed"));
    }

    [Fact]
    public void For_APlaybookThatAllowsLess_LeavesTheRestUnknown()
    {
        var (playbook, _) = CompiledPlaybook.Compile(DefaultPlaybooks.Of("WrongItem"));
        var known = new Dictionary<string, Value>(StringComparer.Ordinal) { ["subtype"] = Value.Of("Lost") };
        Sheet(known).For(playbook!)["subtype"].ShouldBe(Value.Unknown);
        Sheet(new Dictionary<string, Value>(StringComparer.Ordinal) { ["subtype"] = Value.Of("Missing") }).For(playbook!)["subtype"].ShouldBe(Value.Of("Missing"));
    }

    private static Dictionary<string, Value> One(string name, Value value) => new(StringComparer.Ordinal) { [name] = value };

    private static class Written
    {
        public static Value Of(string? text) => text is null ? Value.Unknown
            : ((Domain.Playbooks.Feel.Expression.Literal)Domain.Playbooks.Feel.FeelParser.ParseExpression(text, Domain.Playbooks.Feel.FeelScope.Empty).Value!).Value;
    }
}
