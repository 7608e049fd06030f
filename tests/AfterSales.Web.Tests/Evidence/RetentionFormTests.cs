using System.Globalization;
using AfterSales.Domain.Cases;
using AfterSales.Web.Evidence.Keeping;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Evidence;

public sealed class RetentionFormTests
{
    [Fact]
    public void Form_ThereAndBack_SaysTheSame()
    {
        var policy = new RetentionPolicy
        {
            Otherwise = new(36),
            WithoutType = new KeptFor(6),
            Types = new Dictionary<CaseType, KeptFor> { [CaseType.Quality] = new(12), [CaseType.Review] = KeptFor.Good },
        };
        RetentionForm.Of(policy).ToPolicy().SaysTheSameAs(policy).ShouldBeTrue();
        RetentionForm.Of(RetentionPolicy.Default).ToPolicy().SaysTheSameAs(RetentionPolicy.Default).ShouldBeTrue();
    }

    [Fact]
    public void Form_MonthsThatAreMissing_AreRefusedWhereTheyAreMissing()
    {
        var form = RetentionForm.Of(RetentionPolicy.Default);
        form.Types[CaseType.Quality].As = KeptAs.Months;
        form.ToPolicy().Problem()!.Field.ShouldBe(form.Types[CaseType.Quality].Field);
        // What was typed before somebody chose otherwise counts no more.
        form.Types[CaseType.Quality].Months = 0;
        form.Types[CaseType.Quality].As = KeptAs.Good;
        form.ToPolicy().Problem().ShouldBeNull();
    }

    [Fact]
    public void RemovalReason_OfARule_IsASentence_AndAPersonsIsTheirs()
    {
        var texts = new Texts(CultureInfo.GetCultureInfo("zh-CN"));
        texts.RemovalReason("retention:3:24").ShouldBe("保留期限 24 个月已满（规则第 3 版）");
        texts.RemovalReason("传错了").ShouldBe("传错了");
    }
}
