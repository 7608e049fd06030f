using AfterSales.Domain.Parcels;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Parcels;

public sealed class OwnerlessParcelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TakeIn_WhateverTheScannerSent_KeepsTheNumber() => Taken("No:yt7788120099").Value!.Waybill.ShouldBe("YT7788120099");

    [Fact]
    public void TakeIn_WithoutANumber_IsRefused() => Taken("?").Refusal!.Code.ShouldBe("parcel.waybill_invalid");

    [Fact]
    public void Match_OfOneThatIsMatched_IsRefused()
    {
        var parcel = Taken("YT7788120099").Value!;
        var owner = Ids.New(Now);

        parcel.Match(owner, Now).Ok.ShouldBeTrue();

        (parcel.State, parcel.CaseId, parcel.Version).ShouldBe((OwnerlessState.Matched, owner, 2));
        parcel.Match(Ids.New(Now), Now).Refusal!.Code.ShouldBe("parcel.ended");
        parcel.LetGo("x", Now).Refusal!.Code.ShouldBe("parcel.ended");
        parcel.CaseId.ShouldBe(owner);
    }

    [Fact]
    public void LetGo_WithoutAReason_IsRefused()
    {
        var parcel = Taken("YT7788120099").Value!;
        parcel.LetGo(" ", Now).Refusal!.Code.ShouldBe("parcel.reason_needed");
        parcel.State.ShouldBe(OwnerlessState.Waiting);
        parcel.LetGo("退回快递", Now).Ok.ShouldBeTrue();
        parcel.State.ShouldBe(OwnerlessState.LetGo);
    }

    [Fact]
    public void Clues_OfALabel_AreThePhoneTheNickAndTheStyle()
    {
        var clues = ParcelClues.Of("王女士 138****0999 小鹿乱撞520", "米白开衫一件 qh2417");
        clues.PhoneTail.ShouldBe("0999");
        clues.Nicks.ShouldContain("小鹿乱撞520");
        clues.Styles.ShouldBe(["QH2417"]);
    }

    [Fact]
    public void Clues_OfNothing_AreNone()
    {
        var clues = ParcelClues.Of(null, null);
        (clues.PhoneTail, clues.Nicks.Count, clues.Styles.Count).ShouldBe((null, 0, 0));
    }

    private static Result<OwnerlessParcel> Taken(string waybill) => OwnerlessParcel.TakeIn(Ids.New(Now), Ids.New(Now), new(waybill, null, null, null), [], null, "仓库", Now);
}
