using AfterSales.Domain.Evidence;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Evidence;

public sealed class EvidenceItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);
    private readonly EvidenceItem _item = new EvidenceItem(Ids.New(Now), Ids.New(Now), Ids.New(Now), null, "箱.jpg", Now, null).In("Quality", "张/三");

    [Fact]
    public void Labels_AnswerEveryWordThatPlaybooksAskWith()
    {
        var asked = OutcomeCatalogue.Evidence.Words;

        EvidenceLabels.All.Select(EvidenceLabels.Answers).Distinct().ShouldBe(asked, ignoreOrder: true);
    }

    [Fact]
    public void In_NamesTheFolder()
    {
        (_item.Type, _item.ArchiveName).ShouldBe(("Quality", "张_三"));
    }

    [Fact]
    public void Describe_UnknownLabel_IsABug()
    {
        Should.Throw<ArgumentException>(() => _item.Describe("holiday", null));
    }

    [Fact]
    public void Judge_LaterWord_Replaces()
    {
        _item.Judge(EvidenceVerdict.Rejected, "看不清 ", "林", Now);
        _item.Judge(EvidenceVerdict.Accepted, null, "周", Now.AddMinutes(1));

        (_item.Verdict, _item.VerdictReason, _item.VerdictByName).ShouldBe((EvidenceVerdict.Accepted, null, "周"));
    }

    [Theory]
    [InlineData(EvidenceVerdict.Rejected, " ")]
    [InlineData(EvidenceVerdict.Rejected, null)]
    [InlineData(EvidenceVerdict.Accepted, "好")]
    public void Judge_ReasonWhereNoneIs_OrNone_IsABug(EvidenceVerdict verdict, string? reason)
    {
        Should.Throw<ArgumentException>(() => _item.Judge(verdict, reason, "林", Now));
    }
}
