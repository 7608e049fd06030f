using AfterSales.Domain.Importing;

namespace AfterSales.Domain.Tests.Importing;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("=\"35153100000000001\"", "35153100000000001")]
    [InlineData("=\"\"", "")]
    [InlineData("'13900000000", "13900000000")]
    [InlineData("260301-100000000000001\t", "260301-100000000000001")]
    [InlineData("\t", "")]
    [InlineData("\u2060\u202e\u3164", "")]
    [InlineData("null", "")]
    [InlineData("NULL", "")]
    [InlineData("-", "")]
    [InlineData("\uFEFF 收货地址\u3000\u00A0", "收货地址")]
    [InlineData("少发盖子,补发", "少发盖子,补发")]
    [InlineData("a-b", "a-b")]
    [InlineData("=", "=")]
    [InlineData("'", "")]
    public void Clean_WrappedValue_LeavesTheValue(string cell, string expected) => CellText.Clean(cell).ShouldBe(expected);

    [Theory]
    [InlineData("3.51531E+16", true)]
    [InlineData("1.00E18", true)]
    [InlineData("1e+18", true)]
    [InlineData("1001000000000000101", false)]
    [InlineData("E18", false)]
    [InlineData("12E", false)]
    [InlineData("SF1E5", false)]
    [InlineData("", false)]
    public void IsScientific_Text_TellsDestroyedNumbers(string text, bool expected) => CellText.IsScientific(text).ShouldBe(expected);

    [Fact]
    public void Narrow_FullWidthDigits_BecomePlain() => CellText.Narrow("２０２６－０３：￥").ShouldBe("2026-03:￥");

    [Theory]
    [InlineData("a\0b", "ab")]
    [InlineData("少发😀盖子", "少发😀盖子")]
    public void Clean_WhatNoDatabaseTakes_IsGone(string cell, string expected) => CellText.Clean(cell).ShouldBe(expected);

    // An attribute cannot carry half a character.
    [Fact]
    public void Clean_HalfACharacter_IsReplaced() => CellText.Clean("a\uD83Db").ShouldBe("a\uFFFDb");
}
