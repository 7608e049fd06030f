using AfterSales.Domain.Conversations;

namespace AfterSales.Domain.Tests.Conversations;

public sealed class TellingNumbersTests
{
    [Theory]
    [InlineData("请联系13800138000", "13800138000")]
    [InlineData("电话：138 0013 8000，谢谢", "13800138000")]
    [InlineData("138-0013-8000", "13800138000")]
    [InlineData("+86 13800138000", "13800138000")]
    [InlineData("+8613800138000", "13800138000")]
    [InlineData("008613800138000", "13800138000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("13800138000或13900139000", "13800138000 13900139000")]
    [InlineData("13800138000，13800138000", "13800138000")]
    [InlineData("12800138000", "")]
    [InlineData("3300138001380008842", "")]
    [InlineData("138****8000", "")]
    [InlineData("亲，马上给您补发", "")]
    public void In_Text_FindsPhones(string text, string expected) => string.Join(' ', TellingNumbers.In(text).Phones).ShouldBe(expected);

    [Theory]
    [InlineData("订单3301000000000008842已发出", "3301000000000008842")]
    [InlineData("圆通 yt5566778899001", "YT5566778899001")]
    [InlineData("ＳＦ１２３４５６７８９０１２", "SF123456789012")]
    [InlineData("单号:773300001111222", "773300001111222")]
    [InlineData("电话13800138000", "")]
    [InlineData("退 ¥1,290.00，尺码 170/92A", "")]
    [InlineData("工单 AS-261122-0418", "")]
    [InlineData("12345678901234567890123456789", "")]
    public void In_Text_FindsReferences(string text, string expected) => string.Join(' ', TellingNumbers.In(text).References).ShouldBe(expected);

    [Fact]
    public void In_TextWithoutDigits_IsNothing() => TellingNumbers.In("亲，非常抱歉～").ShouldBeSameAs(TellingNumbers.None);

    [Fact]
    public void In_VeryManyNumbers_LooksAtSomeOnly() =>
        TellingNumbers.In(string.Join(' ', Enumerable.Range(0, 500).Select(i => (330100000000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture)))).References.Count.ShouldBe(TellingNumbers.Most);
}
