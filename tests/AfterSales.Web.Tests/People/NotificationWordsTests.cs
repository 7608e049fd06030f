using System.Globalization;
using AfterSales.Application.People;
using AfterSales.Web.People;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.People;

public sealed class NotificationWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 4, 0, TimeSpan.Zero);

    private static NotificationWords Words(string language = "zh-CN")
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        return new(texts, new(texts, new MovableTime(Now)));
    }

    private static NotificationLine Line(string kind) => new(default, kind, "AS-1", new Dictionary<string, string?>
    {
        ["clock"] = "Reply",
        ["due_at"] = "2026-11-22T06:03:00.0000000+00:00",
        ["customer"] = "小鹿",
        ["by"] = "陈曦",
        ["person"] = "周工",
        ["roles"] = "Warehouse,Review",
        ["state"] = "Approved",
        ["digest"] = "01900000-0000-7000-8000-000000000003",
        ["kind"] = "Weekly",
        ["first"] = "2026-11-16",
        ["last"] = "2026-11-22",
        ["cases"] = "41",
        ["replies"] = "200",
        ["replies_in_time"] = "197",
        ["late_now"] = "2",
        ["month"] = "2026-11",
        ["sample"] = "01900000-0000-7000-8000-000000000004",
    }, Now, Unread: true);

    [Theory]
    [InlineData("clock.breached", "响应超时：小鹿", "late")]
    [InlineData("clock.warned", "响应即将超时：小鹿", "soon")]
    [InlineData("case.assigned", "陈曦 把工单交给您：小鹿", null)]
    [InlineData("access.given", "陈曦 让 周工 能看到买家资料", null)]
    [InlineData("retention.proposed", "陈曦 提议缩短证据保留期限，等您确认", null)]
    [InlineData("leave.asked", "陈曦 申请请假", null)]
    [InlineData("leave.decided", "陈曦 处理了您的请假：已批准", null)]
    [InlineData("digest.made", "周报：2026-11-16 至 2026-11-22", null)]
    [InlineData("quality.scored", "陈曦 评了您的工作", null)]
    [InlineData("dispute.raised", "陈曦 对 2026-11 工资单提出申诉", null)]
    [InlineData("something.new", "工单 AS-1 有新情况", null)]
    public void Title_SaysWhatHappenedAndToWhom(string kind, string title, string? tone)
    {
        Words().Title(Line(kind)).ShouldBe(title);
        NotificationWords.Tone(Line(kind)).ShouldBe(tone);
    }

    [Fact]
    public void Detail_IsInTheStoresTime() => Words().Detail(Line("clock.breached")).ShouldBe("AS-1 · 应在 14:03 前");

    [Fact]
    public void AccessGiven_TellsTheRolesAndOpensThePeople()
    {
        Words().Detail(Line("access.given")).ShouldBe("仓库、中差评专员");
        NotificationWords.Address(Line("access.given")).ShouldBe("/settings/people");
    }

    [Fact]
    public void Digest_TellsItsFirstFiguresAndOpens()
    {
        Words().Detail(Line("digest.made")).ShouldBe("新工单 41 · 响应准时 98.5% · 超时未处理 2");
        NotificationWords.Address(Line("digest.made")).ShouldBe("/dashboard/digests/01900000-0000-7000-8000-000000000003");
    }

    [Fact]
    public void QualityScored_OpensTheScore() => NotificationWords.Address(Line("quality.scored")).ShouldBe("/people/quality/01900000-0000-7000-8000-000000000004");

    [Fact]
    public void RetentionProposed_OpensThePageWhereItIsConfirmed() => NotificationWords.Address(Line("retention.proposed")).ShouldBe("/settings/retention");

    [Fact]
    public void Address_OpensTheCase() => NotificationWords.Address(Line("clock.warned")).ShouldBe("/cases/AS-1");
}
