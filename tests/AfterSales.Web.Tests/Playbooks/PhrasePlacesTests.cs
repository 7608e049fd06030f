using AfterSales.Domain.Shared;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class PhrasePlacesTests
{
    [Theory]
    [InlineData("zh-CN", "您说的是{填写}，对吗？")]
    [InlineData("en", "You mean {fill in}?")]
    public void Show_IsWords_AndReadsBack(string language, string shown)
    {
        var kept = PhrasePlaces.Read(shown);
        kept.ShouldContain("{0}");
        PhrasePlaces.Show(kept, language).ShouldBe(shown);
    }

    [Fact]
    public void Read_TheOtherLanguagesPlace_IsAPlaceToo() => PhrasePlaces.Read("您说的是{Fill in}，对吗？").ShouldBe("您说的是{0}，对吗？");

    [Fact]
    public void Sentence_NamesThePlaceInWords() =>
        new Texts(Languages.Chinese).Sentence(Refusal.Invalid("phrase.place_unknown", "{名字}", "{0}")).ShouldBe("没有什么可以填进 {名字}：要留空给客服填写，请写 {填写}。");
}
