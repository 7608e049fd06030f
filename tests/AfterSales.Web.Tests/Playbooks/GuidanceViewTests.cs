using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
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
        view.Options.Select(option => Told.Words().Approval(option.Option, option.Demand)).ShouldBe([null, null, null, "需主管审批"]);
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
    public void IsSettled_OnceNothingIsLeftToFindOut()
    {
        Missing.View().IsSettled.ShouldBeFalse();
        Confirmed.View().IsSettled.ShouldBeTrue();
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
        told.Evidence = new(new Dictionary<string, RequestedEvidence> { ["photo of the label"] = new(Told.Now, "林小满") }, [new(Told.Now.AddMinutes(-5), IsFromBuyer: true)]);
        var view = told.View();
        view.Evidence.Select(piece => (piece.Need.Evidence, Told.Words().State(piece))).ShouldBe(
            [("photo of the goods", "已收到 1 张"), ("photo of the label", "已索取 10:30"), ("weigh slip", "证实所说"), ("order sheet", "还没有")], ignoreOrder: true);
        view.MissingFromBuyer.ShouldBe(["photo of the label"]);
        Told.Words().AskFor(view.MissingFromBuyer).ShouldContain("面单照片");
    }

    // Requested → received → rejected with a reason → asked for again → accepted.
    [Fact]
    public void Evidence_Rejected_IsAskedForAgain_AndIsInOnceAccepted()
    {
        const string goods = "photo of the goods";
        var told = Missing;
        var rejected = new PieceSoFar(Told.Now, true, EvidenceLabels.Defect, EvidenceVerdict.Rejected, "blurred", Told.Now.AddMinutes(1));
        told.Evidence = new(Asked(0), [rejected]);
        (Stage(), told.View().Wanted).ShouldBe((EvidenceStage.Rejected, goods));
        Told.Words().State(Goods()).ShouldBe("不采信：照片模糊，看不清");
        told.View().MissingFromBuyer.ShouldNotContain(goods, "it is asked for again in words that say why");
        Told.Words().AskAgain(Goods()).ShouldBe("亲，您发的商品照片我们收到了，但是照片模糊，看不清，暂时没法作为依据。麻烦您再补发一下，收到后马上帮您核实～");

        told.Evidence = new(Asked(2), [rejected]);
        Stage().ShouldBe(EvidenceStage.Requested);
        told.Evidence = new(Asked(2), [rejected, new(Told.Now.AddMinutes(3), true)]);
        Stage().ShouldBe(EvidenceStage.Received);
        told.Evidence = new(Asked(2), [rejected, new(Told.Now.AddMinutes(3), true, goods, EvidenceVerdict.Accepted)]);
        (Stage(), told.View().Wanted).ShouldBe((EvidenceStage.Accepted, null));
        Told.Words().State(Goods()).ShouldBe("已采信 1 件");

        EvidenceView Goods() => told.View().Evidence.Single(piece => piece.Need.Evidence == goods);
        EvidenceStage Stage() => Goods().Stage;
        static Dictionary<string, RequestedEvidence> Asked(int minute) => new() { [goods] = new(Told.Now.AddMinutes(minute), "林小满") };
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

    // A buyer in Hangzhou does not read English because the agent does.
    [Theory]
    [InlineData("en", "zh-CN")]
    [InlineData("zh-CN", "en")]
    public void Phrase_IsReadInTheAgentsLanguage_AndSaidInTheStores(string reads, string speaks)
    {
        var told = Missing;
        var mine = new OwnPhrase(Guid.Empty, "补发时间");
        var book = new PhraseBook(speaks, [Saying(mine.Key, "zh-CN", "{0}前补发"), Saying(mine.Key, "en", "Sent before {0}"), Saying("ask photo", "zh-CN", "亲，拍一下")], [mine]);
        var (agent, buyer) = (Told.Words(reads), Told.Words(reads).In(Told.Texts(speaks)));
        var sayings = new[] { "restate", "ask photo", "reassure parcel", mine.Key }.Select(phrase => (Read: agent.Phrase(phrase, book, told.Subject, told.Guidance)!, Said: buyer.Phrase(phrase, book, told.Subject, told.Guidance)!)).ToList();
        sayings.ShouldAllBe(saying => IsChinese(saying.Read) == (reads == "zh-CN") && IsChinese(saying.Said) == (speaks == "zh-CN"));
        sayings.ShouldAllBe(saying => !saying.Said.Contains('{'));
        IsChinese(buyer.AskFor(["photo of the label"])).ShouldBe(speaks == "zh-CN");
        var ours = speaks == "zh-CN" ? sayings[1].Said : sayings[1].Read;
        ours.ShouldBe("亲，拍一下");
    }

    [Fact]
    public void Phrase_WithoutWordsInThisLanguage_SaysThoseOfTheOther_AndOneThatNobodyKnowsSaysNothing()
    {
        var mine = new OwnPhrase(Guid.Empty, "补发时间");
        var book = new PhraseBook("zh-CN", [Saying(mine.Key, "zh-CN", "今天补发")], [mine]);
        Told.Words("en").Phrase(mine.Key, book, Missing.Subject, Missing.Guidance).ShouldBe("今天补发");
        Told.Words("en").Phrase("own-elsewhere", book, Missing.Subject, Missing.Guidance).ShouldBeNull();
    }

    private static StorePhrase Saying(string key, string language, string text)
    {
        var saying = new StorePhrase(Guid.Empty, key, language);
        saying.Say(text, Actor.System(Guid.Empty), Told.Now);
        return saying;
    }

    private static bool IsChinese(string text) => text.Any(character => character > '\u2fff');

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
        told.Evidence = new(new Dictionary<string, RequestedEvidence>(), [new(Told.Now, true), new(Told.Now, true), new(Told.Now, true)]);
        Told.Words().Because(told.View(), told.Reasons()).ShouldBe("底单称重与应发不符，确为漏发；仓库错发、漏发或多发，费用店铺承担；已签收 1 天；买家已提供 3 张凭证。");
        Told.Words().Because(Missing.View(), Missing.Reasons()).ShouldBeNull();
    }

    [Fact]
    public void Responsibility_Open_SaysSo() => Told.Words().Responsibility(Missing.View().Guidance).ShouldBe("待核实");

    [Fact]
    public void Change_SaysBothSides()
    {
        Told.Words().Change(new(ReplayedPart.Remedy, "reship", "Allowed", "Preferred")).ShouldBe("补发：可以 → 首选");
        Told.Words().Change(new(ReplayedPart.Bound, "coupon", "10.00", "12.00")).ShouldBe("优惠券的上限：¥10.00 → ¥12.00");
        Told.Words().Change(new(ReplayedPart.Bound, "coupon", "10.00", Replay.UnknownBound)).ShouldBe("优惠券的上限：¥10.00 → 上限未知");
        Told.Words().Change(new(ReplayedPart.Approval, "coupon", "agent", "supervisor")).ShouldBe("优惠券的审批：处理人自行决定 → 主管决定");
        Told.Words().Change(new(ReplayedPart.Pays, null, "store", "warehouse")).ShouldBe("费用承担：店铺 → 仓库");
        Told.Words().Change(new(ReplayedPart.Evidence, "weigh slip", null, "weigh slip")).ShouldEndWith("：无 → 要提供");
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
    public void Amount_IsANumberWithinItsBound(string typed, string? problem) => AgreedAmount.Problem(typed, new("coupon", Standing.Allowed, 15m, IsBoundKnown: true, "none", IsCertain: true), Told.Texts()).ShouldBe(problem);

    [Theory]
    [InlineData("zh-CN", "上限还不知道，先回答上面的问题再填金额。")]
    [InlineData("en", "Its bound is not known yet. Answer the questions first.")]
    public void Amount_WhileTheBoundIsNotKnown_IsNotTaken(string language, string problem) =>
        AgreedAmount.Problem("12", new("coupon", Standing.Allowed, null, IsBoundKnown: false, "none", IsCertain: true), Told.Texts(language)).ShouldBe(problem);

    [Fact]
    public void Options_WithABoundNotKnownYet_MayNeedSomebody_AndJsonNamesNobody()
    {
        var told = Confirmed.Said("piece paid", Value.Unknown);
        var refund = told.View().Options.Single(option => option.Remedy == "refund only");
        (refund.Option.UpTo, refund.Option.IsBoundKnown, Told.Words().Approval(refund.Option, refund.Demand)).ShouldBe((null, false, "可能需主管审批"));
        var json = GuidanceJson.Of(told.Guidance, Told.Texts()).Remedies;
        var (open, known) = (json.Single(remedy => remedy.Remedy == "refund only"), json.Single(remedy => remedy.Remedy == "return and refund"));
        (open.BoundKnown, open.Decides, open.DecidesCertain).ShouldBe((false, null, null));
        (known.BoundKnown, known.Decides, known.DecidesCertain).ShouldBe((true, "supervisor", true));
    }

    [Theory]
    [InlineData("zh-CN", "超过 ¥10.00 需主管审批、超过 ¥14.00 需店长审批")]
    [InlineData("en", "over ¥10.00 needs the supervisor, over ¥14.00 needs the owner")]
    public void Approvals_OfAnAmount_SayFromWhereOnWho(string language, string words)
    {
        ApprovalStep[] steps = [new(0, Decided("agent")), new(10m, Decided("supervisor")), new(14m, Decided("owner"))];
        Told.Words(language).Approvals(new(1, Discount, steps[^1].Demand, steps)).ShouldBe(words);
        Told.Words(language).Approvals(new(1, Discount, steps[0].Demand, [steps[0]])).ShouldBeNull();
    }

    [Fact]
    public void Options_AtAnAmount_NameItsSteps_AndOthersNone()
    {
        var late = Told.Of(CaseType.Quality, CaseSubtype.Defect).Knows("item paid", Value.Of(899m)).Knows("region", Value.Of("other province")).Knows("receipt confirmed", Value.True).Knows("days since signed", Value.Of(9m))
            .Knows("paid within 30 days", Value.False).Knows("photo seen before", Value.False).Knows("extortion flag", Value.False).Knows("margin", Value.Of(600m))
            .Said("photo", Value.Of("confirms")).Said("own fault", Value.False).Said("wear", Value.Of("worn"));
        var discount = late.View().Options.Single(option => option.Remedy == "partial discount");
        Told.Words().Approvals(discount).ShouldBe("超过 ¥15.00 需主管审批");
        discount.Steps[0].Demand.Decider.ShouldBe("agent");
        late.View().Options.Where(option => option.Option.Need != "by amount").ShouldAllBe(option => option.Steps.Count == 1);
    }

    private static RemedyOption Discount => new("partial discount", Standing.Allowed, 899m, IsBoundKnown: true, "by amount", IsCertain: true);

    private static ApprovalDemand Decided(string decider) => new(decider, [], IsCertain: true);

    [Theory]
    [InlineData("refused", false, "none", null)]
    [InlineData("refused", false, "supervisor", "需主管审批")]
    [InlineData("refused", true, "none", "不能支付")]
    [InlineData("supervisor", false, "none", "可能需主管审批")]
    [InlineData("agent", true, "none", null)]
    public void Approval_OfWhatNobodyKnowsYet_DoesNotSayThatItCannotBePaid(string decider, bool certain, string need, string? words) =>
        Told.Words().Approval(new RemedyOption("reship", Standing.Preferred, null, IsBoundKnown: false, need, IsCertain: true), new ApprovalDemand(decider, [], certain)).ShouldBe(words);

    [Fact]
    public void Replayed_EveryPart_IsSaidInBothLanguages()
    {
        ReplayedChange[] changes =
        [
            new(ReplayedPart.Responsibility, null, null, "warehouse"), new(ReplayedPart.Pays, null, "store", "warehouse"), new(ReplayedPart.Remedy, "reship", "Allowed", "Preferred"),
            new(ReplayedPart.Bound, "coupon", "10.00", Replay.UnknownBound), new(ReplayedPart.Approval, "coupon", "agent", "refused"), new(ReplayedPart.Obligation, "reassure", null, "reassure"),
            new(ReplayedPart.Evidence, "weigh slip", "weigh slip", null),
        ];
        changes.Select(change => change.Part).ShouldBe(Enum.GetValues<ReplayedPart>());
        changes.Select(change => ReplayWords.Of(Told.Texts(), change)).ShouldBe(
            ["责任：无 → 仓库", "费用承担：店铺 → 仓库", "补发：可以 → 首选", "优惠券的上限：¥10.00 → 未知", "优惠券的审批：处理人自行决定 → 不能支付", "还要做的事：无 → 立即安抚", "需要的证据：底单称重 → 无"]);
        changes.Select(change => ReplayWords.Of(Told.Texts("en"), change)).ShouldAllBe(said => !said.Any(character => character > '\u2fff'));
        changes.Select(change => Told.Words("en").Change(change)).ShouldAllBe(said => !said.Any(character => character > '\u2fff'));
    }

    [Fact]
    public void LikelyTypes_BeginWithTheProposal_OtherwiseWithWhatTheOrderMakesLikely()
    {
        LikelyTypes.Of(Missing.Subject, null)[0].ShouldBe(CaseSubtype.Missing);
        var untyped = Case.Open(Guid.Empty, Guid.Empty, "AS-1", Guid.Empty, "甜", "qianniu", Told.Now);
        LikelyTypes.Of(untyped, OrderStatus.WaitSellerSend)[0].ShouldBe(CaseSubtype.CancelOrder);
        LikelyTypes.Of(untyped, OrderStatus.BuyerSigned)[0].ShouldBe(CaseSubtype.Missing);
    }
}
