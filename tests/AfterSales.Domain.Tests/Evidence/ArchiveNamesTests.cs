using AfterSales.Domain.Evidence;
using FsCheck;
using FsCheck.Fluent;

namespace AfterSales.Domain.Tests.Evidence;

public sealed class ArchiveNamesTests
{
    [Theory]
    [InlineData("清禾小铺的买家", "清禾小铺的买家")]
    [InlineData("tb_88_Kiki", "tb_88_Kiki")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("a<b>:\"c|d?e*f\\g", "a_b___c_d_e_f_g")]
    [InlineData("  .hidden. ", "hidden")]
    [InlineData("换\n行\t\u202E转", "换_行__转")]
    [InlineData("笑 😀", "笑 😀")]
    [InlineData("CON", "CON_")]
    [InlineData("com1.买家", "com1.买家_")]
    [InlineData("console", "console")]
    [InlineData("张三-2", "张三-2_")]
    [InlineData("张三-2b", "张三-2b")]
    [InlineData("2024", "2024")]
    [InlineData("...", "未知客户")]
    [InlineData("", "未知客户")]
    [InlineData(null, "未知客户")]
    public void Customer_AnyCharacters_IsSafeToSave(string? nick, string expected)
    {
        ArchiveNames.Customer(nick).ShouldBe(expected);
    }

    [Fact]
    public void Customer_WhateverItIs_IsOneNameOfBoundedLength()
    {
        var nicks = ArbMap.Default.GeneratorFor<string>().Select(nick => nick ?? "").ToArbitrary();
        Prop.ForAll(nicks, nick =>
        {
            var name = ArchiveNames.Customer(nick);
            return name.Length is > 0 and <= ArchiveNames.MaxCustomer + 1
                && name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0']) < 0
                && name == name.Trim(' ', '.') && name.IsNormalized() && ArchiveNames.Customer(name) == name;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    // Data of a theory travels as UTF-8, which has no halves.
    [Fact]
    public void Customer_HalfACharacter_IsReplaced()
    {
        ArchiveNames.Customer("half\uD83D").ShouldBe("half_");
    }

    [Fact]
    public void Customer_LongName_IsCutBetweenCharacters()
    {
        var name = ArchiveNames.Customer(string.Concat(Enumerable.Repeat("😀", 100)));

        name.Length.ShouldBeLessThanOrEqualTo(ArchiveNames.MaxCustomer);
        name.Replace("😀", "", StringComparison.Ordinal).ShouldBeEmpty();
    }

    // One such letter is three, once it is composed.
    [Theory]
    [InlineData("\uFB2C")]
    [InlineData("\u0958")]
    [InlineData("\U0001D160")]
    public void Customer_CharactersThatBecomeSeveral_AreCutAsWell(string letter)
    {
        var name = ArchiveNames.Customer(string.Concat(Enumerable.Repeat(letter, 100)));

        name.Length.ShouldBeInRange(1, ArchiveNames.MaxCustomer);
        (name.IsNormalized(), ArchiveNames.Customer(name)).ShouldBe((true, name));
    }

    [Theory]
    [InlineData(1, "image/jpeg", "张三.jpg")]
    [InlineData(2, "image/png", "张三-2.png")]
    [InlineData(13, "video/mp4", "张三-13.mp4")]
    [InlineData(1, "image/svg+xml", "张三")]
    public void File_Place_NumbersTheNextOnes(int place, string contentType, string expected)
    {
        ArchiveNames.File("张三", place, contentType).ShouldBe(expected);
    }

    [Fact]
    public void Month_IsTheStores()
    {
        var shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

        ArchiveNames.Month(new(2026, 10, 31, 16, 0, 0, TimeSpan.Zero), shanghai).ShouldBe("2026-11");
        ArchiveNames.Path("质量问题", "2026-11", "张三.jpg").ShouldBe("售后问题图片/质量问题/2026-11/张三.jpg");
    }
}
