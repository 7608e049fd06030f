using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Web.Conversations;
using AfterSales.Web.Shared;
using AfterSales.Web.Tests.Cases;

namespace AfterSales.Web.Tests.Conversations;

public sealed class HistoryWordsTests
{
    private static readonly Guid Colleague = new(7, 0, 0, new byte[8]);

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Sentence_EveryKind_IsWordsOrDeliberatelySilent(string language)
    {
        var words = Words(language);
        foreach (var kind in Enum.GetValues<CaseEventKind>())
        {
            var sentence = words.Sentence(Line(kind));
            if (kind is CaseEventKind.Replied or CaseEventKind.NoteAdded) sentence.ShouldBeNull();
            else sentence.ShouldNotBeNull().ShouldNotStartWith("History.");
        }
    }

    [Fact]
    public void Sentence_Evidence_SaysWhichAndWhy()
    {
        Words().Sentence(Line(CaseEventKind.EvidenceDescribed, ("count", 1), ("name", "外箱.jpg"), ("label", "photo of the parcel"))).ShouldBe("陈曦 把 外箱.jpg 标为“外包装”");
        Words().Sentence(Line(CaseEventKind.EvidenceDescribed, ("count", 3), ("name", "外箱.jpg"), ("line", null))).ShouldBe("陈曦 把 3 件证据 归到整个订单");
        Words().Sentence(Line(CaseEventKind.EvidenceJudged, ("count", 1), ("name", "外箱.jpg"), ("verdict", EvidenceVerdict.Rejected), ("reason", "blurred"))).ShouldBe("陈曦 对 外箱.jpg 的判断：不采信（照片模糊，看不清）");
        Words().Sentence(Line(CaseEventKind.EvidenceJudged, ("count", 2), ("name", "外箱.jpg"), ("verdict", EvidenceVerdict.Accepted))).ShouldBe("陈曦 对 2 件证据 的判断：采信");
        Words().Sentence(Line(CaseEventKind.EvidenceAdded, ("count", 1), ("name", "外箱-标注.jpg"), ("original", Guid.Empty))).ShouldBe("陈曦 在副本上标注，存为 外箱-标注.jpg");
        Words().Sentence(Line(CaseEventKind.EvidenceExpired, ("count", 3), ("name", "外箱.jpg"), ("months", 24), ("policy_version", 2))).ShouldBe("陈曦 移除了到期的证据：3 件证据（保留 24 个月，规则第 2 版）");
    }

    [Fact]
    public void Sentence_HandedOver_NamesBoth() =>
        Words().Sentence(Line(CaseEventKind.Assigned, ("to", Colleague))).ShouldBe("陈曦 把工单交给 许知");

    [Fact]
    public void Sentence_HandedToSomebodyGone_SaysSo() =>
        Words().Sentence(Line(CaseEventKind.Assigned, ("to", Guid.Empty))).ShouldBe("陈曦 把工单交给 已离开的同事");

    [Fact]
    public void Sentence_Promise_IsInTheStoresTime() =>
        Words().Sentence(Line(CaseEventKind.PromiseMade, ("by", Rows.Now.AddHours(2)))).ShouldBe("陈曦 承诺 14:00 前答复");

    [Fact]
    public void Sentence_WaitingEnds_IsNotWaitingForNobody()
    {
        Words().Sentence(Line(CaseEventKind.WaitingChanged, ("to", Waiting.Buyer))).ShouldBe("陈曦 设为等买家");
        Words().Sentence(Line(CaseEventKind.WaitingChanged, ("to", null))).ShouldBe("陈曦 取消等待");
    }

    [Fact]
    public void Sentence_Breach_NamesTheClock() =>
        Words().Sentence(Line(CaseEventKind.ClockBreached, ("clock", ClockKind.Reply), ("due_at", Rows.Now))).ShouldBe("响应超时（应在 12:00 前）");

    [Fact]
    public void Sentence_FollowedUp_SaysOutcomeMarkAndWords()
    {
        Words().Sentence(Line(CaseEventKind.FollowedUp, ("outcome", FollowUpOutcome.NotReached))).ShouldBe("陈曦 回访：未联系上");
        Words().Sentence(Line(CaseEventKind.FollowedUp, ("outcome", FollowUpOutcome.Settled), ("satisfaction", 5), ("words", "收到了"))).ShouldBe("陈曦 回访：已解决，满意度 5 分。“收到了”");
        Words().Sentence(Line(CaseEventKind.Reopened, ("because", RecordFollowUp.Dissatisfied))).ShouldBe("买家不满意，工单重新打开");
        Words().Sentence(Line(CaseEventKind.Closed, ("because", "联系不上"))).ShouldBe("陈曦 没有回访就关闭了工单：联系不上");
    }

    private static HistoryWords Words(string language = "zh-CN")
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        var people = new Dictionary<Guid, Colleague> { [Colleague] = new(Colleague, "许知", [Role.AfterSales], Presence.Online) };
        return new(texts, new Formats(texts, new MovableTime(Rows.Now)), people);
    }

    private static HistoryLine Line(CaseEventKind kind, params (string, object?)[] data) => new(1, kind, CaseEvent.Of(kind, data).Data, ActorKind.Person, "陈曦");
}
