using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Playbooks;
using Case = AfterSales.Domain.Cases.Case;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class GuidanceViewTests
{
    private static Told Missing => Told.Of(CaseType.WrongItem, CaseSubtype.Missing);

    private static Told Confirmed => Missing.Knows("item paid", Value.Of(268m)).Knows("region", Value.Of("other province")).Knows("receipt confirmed", Value.False).Knows("days since signed", Value.Of(1m))
        .Knows("paid within 30 days", Value.False).Knows("photo seen before", Value.False).Knows("extortion flag", Value.False).Knows("margin", Value.Of(96m))
        .Said("photo", Value.Of("confirms")).Said("weigh slip", Value.Of("confirms")).Said("piece paid", Value.Of(129m)).Said("stock", Value.True);

    [Fact]
    public void Options_Decided_AreNumberedByRank_WithWhoDecides()
    {
        var view = Confirmed.View();
        view.Options.Select(option => (option.Place, option.Remedy)).ShouldBe([(1, "reship"), (2, "apology"), (3, "refund only"), (4, "return and refund")]);
        view.Options.Where(option => option.AsksMoney).Select(option => option.Remedy).ShouldBe(["refund only", "return and refund"]);
        view.Options.Select(option => Told.Words().Approval(option.Demand)).ShouldBe([null, null, null, "需主管审批"]);
        view.Possible.ShouldBeEmpty();
    }

    [Fact]
    public void Options_WhileOpen_AreNoneToChoose_AndNameNoAmount()
    {
        var view = Missing.View();
        view.Options.ShouldBeEmpty();
        view.Possible.ShouldNotBeEmpty();
        view.Possible.ShouldAllBe(option => option.UpTo == null);
        view.Next[0].Fact.Name.ShouldBe("photo");
    }

    [Fact]
    public void Guide_IsFromAndUpTo_OnceTheRegionIsKnown()
    {
        Confirmed.View().Guide.ShouldBe((10m, 15m));
        Missing.View().Guide.ShouldBeNull();
    }

    [Fact]
    public void MaySay_TheWarehouse_OnlyWhatItIsAskedFor()
    {
        var view = Missing.View(Role.Warehouse);
        view.MayWork.ShouldBeFalse();
        view.MaySay(FactCatalogue.Find("weigh slip")!).ShouldBeTrue();
        view.MaySay(FactCatalogue.Find("photo")!).ShouldBeFalse();
    }

    [Fact]
    public void View_OfACaseThatIsOver_IsReadOnly()
    {
        var told = Confirmed;
        told.Subject.MoveTo(CaseState.Analysing);
        told.Subject.Resolve(Told.Now);
        var view = told.View();
        view.MayWork.ShouldBeFalse();
        view.MaySay(FactCatalogue.Find("photo")!).ShouldBeFalse();
        view.Options.ShouldNotBeEmpty("it can still be read");
    }

    [Fact]
    public void Evidence_Pieces_SayHowFarTheyAre()
    {
        var told = Missing.Said("weigh slip", Value.Of("confirms"));
        told.Evidence = new(new Dictionary<string, RequestedEvidence> { ["photo of the label"] = new(Told.Now, "林小满") }, [Told.Now.AddMinutes(-5)]);
        var view = told.View();
        view.Evidence.Select(piece => (piece.Need.Evidence, Told.Words().State(piece))).ShouldBe(
            [("photo of the goods", "已收到 1 张"), ("photo of the label", "已索取 10:30"), ("weigh slip", "证实所说"), ("order sheet", "还没有")], ignoreOrder: true);
        view.MissingFromBuyer.ShouldBe(["photo of the label"]);
        Told.Words().AskFor(view.MissingFromBuyer).ShouldContain("面单照片");
    }

    [Fact]
    public void Phrases_OfThePresentStep_ComeFirst()
    {
        var told = Confirmed;
        told.Subject.MoveTo(CaseState.Analysing);
        told.View().Phrases[0].Step.ShouldBe("analysing");
        told.Subject.MoveTo(CaseState.Negotiating);
        told.View().Phrases[0].Step.ShouldBe("negotiating");
    }

    [Fact]
    public void Facts_AreThosePeopleSaid_ThenWhatMayHappen_ThenWhatTheSystemKnows()
    {
        var view = Told.Of(CaseType.Quality, CaseSubtype.Defect).Knows("item paid", Value.Of(89m)).Said("photo", Value.Of("confirms")).View();
        view.Said.Select(fact => fact.Name).ShouldBe(["photo"]);
        view.Progress.Select(fact => fact.Name).ShouldContain("inspection");
        view.LookedUp.Select(fact => fact.Name).ShouldContain("item paid");
    }

    [Fact]
    public void Because_SaysTheRowsAndWhatSpeaksLoudest()
    {
        var told = Confirmed;
        told.Evidence = new(new Dictionary<string, RequestedEvidence>(), [Told.Now, Told.Now, Told.Now]);
        Told.Words().Because(told.View(), told.Reasons()).ShouldBe("底单称重与应发不符，确为漏发；仓库错发、漏发或多发，费用店铺承担；已签收 1 天；买家已提供 3 张凭证。");
        Told.Words().Because(Missing.View(), Missing.Reasons()).ShouldBeNull();
    }

    [Fact]
    public void Responsibility_Open_SaysSo() => Told.Words().Responsibility(Missing.View().Guidance).ShouldBe("待核实");

    [Fact]
    public void Change_SaysBothSides()
    {
        Told.Words().Change(new(ReplayedPart.Remedy, "reship", "Allowed", "Preferred")).ShouldBe("补发：可以 → 首选");
        Told.Words().Change(new(ReplayedPart.Bound, "coupon", "10.00", "12.00")).ShouldBe("优惠券：¥10.00 → ¥12.00");
        Told.Words().Change(new(ReplayedPart.Responsibility, null, null, "warehouse")).ShouldBe("责任：未定 → 仓库");
    }

    [Theory]
    [InlineData("12", null)]
    [InlineData("¥12.50", null)]
    [InlineData("15.01", "不能超过上限 ¥15.00。")]
    [InlineData("", "请填写金额，最多到分。")]
    [InlineData("0", "请填写金额，最多到分。")]
    [InlineData("-3", "请填写金额，最多到分。")]
    [InlineData("1.001", "请填写金额，最多到分。")]
    [InlineData("十块", "请填写金额，最多到分。")]
    public void Amount_IsANumberWithinItsBound(string typed, string? problem) => AgreedAmount.Problem(typed, 15m, Told.Texts()).ShouldBe(problem);

    [Fact]
    public void LikelyTypes_BeginWithTheProposal_OtherwiseWithWhatTheOrderMakesLikely()
    {
        LikelyTypes.Of(Missing.Subject, null)[0].ShouldBe(CaseSubtype.Missing);
        var untyped = Case.Open(Guid.Empty, Guid.Empty, "AS-1", Guid.Empty, "甜", "qianniu", Told.Now);
        LikelyTypes.Of(untyped, OrderStatus.WaitSellerSend)[0].ShouldBe(CaseSubtype.CancelOrder);
        LikelyTypes.Of(untyped, OrderStatus.BuyerSigned)[0].ShouldBe(CaseSubtype.Missing);
    }
}
