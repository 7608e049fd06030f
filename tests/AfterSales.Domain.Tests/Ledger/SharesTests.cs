using AfterSales.Domain.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace AfterSales.Domain.Tests.Ledger;

/// <summary>SPEC 4.2: cost is split in shares that add up to 100 %.</summary>
public sealed class SharesTests
{
    private static readonly Guid Somebody = Guid.Parse("7f0f6f6e-0000-7000-8000-000000000001");

    [Fact]
    public void Split_AnyAmountAndShares_AddsUpAndIsWithinAFen()
    {
        var amounts = Gen.Choose(1, 100_000_00).Select(fen => fen / 100m);
        var examples = from shares in AnyShares() from amount in amounts select (shares, amount);
        Prop.ForAll(examples.ToArbitrary(), example =>
        {
            var split = example.shares.Split(example.amount);
            return split.Sum(part => part.Yuan) == example.amount
                && split.All(part => part.Yuan >= 0 && decimal.Round(part.Yuan, 2) == part.Yuan && Math.Abs(part.Yuan - (example.amount * part.Share.Percent / 100)) < 0.01m);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData(0.01, 0.01, 0, 0)]
    [InlineData(0.02, 0.01, 0.01, 0)]
    [InlineData(10, 3.34, 3.33, 3.33)]
    [InlineData(100, 33.34, 33.33, 33.33)]
    public void Split_ThirdsOfLittle_GivesTheFenToWhoLosesMost(double amount, double first, double second, double third)
    {
        var shares = Shares.Of([new(Party.Store, 33.34m), new(Party.Warehouse, 33.33m), new(Party.Courier, 33.33m)]).Value!;

        shares.Split((decimal)amount).Select(part => part.Yuan).ShouldBe([(decimal)first, (decimal)second, (decimal)third]);
    }

    public static TheoryData<Share[], string> Wrong => new()
    {
        { [], "shares.invalid" },
        { [new(Party.Store, 0), new(Party.Courier, 100)], "shares.invalid" },
        { [new(Party.Store, 100.001m)], "shares.invalid" },
        { [new(Party.Store, 33.333m), new(Party.Courier, 66.667m)], "shares.invalid" },
        { [new(Party.Store, 60), new(Party.Courier, 30)], "shares.not_whole" },
        { [new(Party.Store, 60), new(Party.Courier, 41)], "shares.not_whole" },
        { [new(Party.Person, 100)], "shares.person_needed" },
        { [new(Party.Store, 100, PersonId: Somebody)], "shares.person_needed" },
        { [new(Party.Courier, 50, "中通"), new(Party.Courier, 50, "中通")], "shares.twice" },
        { [new(Party.Supplier, 100, new('厂', Share.MaxName + 1))], "shares.name_too_long" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Of_WhatCannotBe_IsRefused(Share[] parts, string code) => Shares.Of(parts).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Whole_OfACourierWithALongName_IsKeptAsTheLedgerCan() =>
        Shares.Of(Shares.Whole("courier", new string('快', 80)).Parts).Value!.Parts.Single().Name.ShouldBe(new string('快', Share.MaxName));

    [Fact]
    public void Of_TwoCouriersAndAPerson_IsTaken() =>
        Shares.Of([new(Party.Courier, 50, "中通"), new(Party.Courier, 30, "顺丰"), new(Party.Person, 20, PersonId: Somebody)]).Ok.ShouldBeTrue();

    [Theory]
    [InlineData("courier", Party.Courier, "中通")]
    [InlineData("supplier", Party.Supplier, null)]
    [InlineData("nobody", Party.Store, null)]
    [InlineData(null, Party.Store, null)]
    public void Whole_WhoThePlaybookSaysPays_BearsAll(string? pays, Party party, string? name) =>
        Shares.Whole(pays, "中通").Parts.ShouldBe([new Share(party, 100, name)]);

    // Hundredths of a percent, dealt out among up to seven parties.
    private static Gen<Shares> AnyShares() =>
        from count in Gen.Choose(1, 7)
        from cuts in Gen.Choose(1, 9_999).ListOf(count - 1)
        select Shares.Of(Parts(cuts)).Value!;

    private static IEnumerable<Share> Parts(IEnumerable<int> cuts)
    {
        int[] ends = [0, .. cuts.Distinct().Order(), 10_000];
        return ends.Zip(ends.Skip(1)).Select((part, at) => new Share(Party.Courier, (part.Second - part.First) / 100m, $"快递{at}"));
    }
}
