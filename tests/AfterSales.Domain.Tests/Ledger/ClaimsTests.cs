using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;

namespace AfterSales.Domain.Tests.Ledger;

public sealed class ClaimsTests
{
    [Theory]
    [InlineData("courier claim", new[] { "中通" }, null, "顺丰", "中通", Party.Courier)]
    [InlineData("courier claim", new[] { "中通" }, "中通快递", "顺丰", "中通", Party.Courier)]
    [InlineData("courier claim", new string[0], "韵达", "顺丰", "韵达", Party.Courier)]
    [InlineData("courier claim", new string[0], null, "顺丰", "顺丰", Party.Courier)]
    [InlineData("courier claim", new[] { "中通", "顺丰" }, "中通", "顺丰", "中通", Party.Courier)]
    [InlineData("supplier charge-back", new[] { "海宁一厂" }, null, "顺丰", "海宁一厂", Party.Supplier)]
    [InlineData("supplier charge-back", new string[0], null, "顺丰", null, Party.Supplier)]
    public void Against_WhoBearsIt_IsWhomTheClaimAsks(string word, string[] bearing, string? said, string? carrier, string? name, Party party) =>
        Claims.Against(Claim(word, said), bearing, carrier).ShouldBe(new Share(party, 100, name));

    [Theory]
    [InlineData(201.12, 0.4, 120.67)]
    [InlineData(100.0, 1.0, null)]
    [InlineData(null, 0.4, null)]
    [InlineData(100.0, null, null)]
    public void GoodsCost_WhatWasPaid_LessWhatTheStoreKeeps(double? paid, double? margin, double? cost) => Claims.GoodsCost((decimal?)paid, (decimal?)margin).ShouldBe((decimal?)cost);

    private static CaseAction Claim(string word, string? courier)
    {
        var claim = CaseAction.Agree(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), 1, new(ActionCatalogue.Find(word)!, null, [], WaitsForReturn: false), null, Payouts.Now);
        claim.Move(ActionState.Requested, new ActionDetails { Amount = 45, Courier = courier }, [], Payouts.Now).Ok.ShouldBeTrue();
        return claim;
    }
}
