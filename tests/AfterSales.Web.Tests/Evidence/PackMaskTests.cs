using AfterSales.Web.Evidence.Packs;

namespace AfterSales.Web.Tests.Evidence;

public sealed class PackMaskTests
{
    [Theory]
    [InlineData("打我电话13812345678谢谢", "打我电话138****5678谢谢")]
    [InlineData("138 1234 5678 或 138-1234-5678", "138****5678 或 138****5678")]
    [InlineData("+8613812345678", "+86138****5678")]
    [InlineData("１３８１２３４５６７８", "１３８****５６７８")]
    [InlineData("0571-88886666", "0571-****")]
    [InlineData("写信 zhangsan@example.com", "写信 zh****@example.com")]
    [InlineData("订单 1001000013812345678", "订单 1001000013812345678")]
    [InlineData("运单 YT9900000001", "运单 YT9900000001")]
    [InlineData("转给张三丰", "转给张*")]
    public void Of_WhatMustNotBeRead_IsMasked(string text, string masked) => new PackMask(["张三丰", null]).Of(text).ShouldBe(masked);
}
