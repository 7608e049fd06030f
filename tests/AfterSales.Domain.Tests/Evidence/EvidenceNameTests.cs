using AfterSales.Domain.Evidence;

namespace AfterSales.Domain.Tests.Evidence;

public sealed class EvidenceNameTests
{
    [Theory]
    [InlineData("破损 照片.jpg", "破损 照片.jpg")]
    [InlineData("IMG_0001.JPEG", "IMG_0001.JPEG")]
    [InlineData("../../etc/passwd", "passwd.jpg")]
    [InlineData(@"C:\Users\li\桌面\外箱.jpg", "外箱.jpg")]
    [InlineData("page.html", "page.html.jpg")]
    [InlineData("run.hta", "run.hta.jpg")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe.jpg")]
    [InlineData("a\u0000b\r\nSet-Cookie: x.jpg", "abSet-Cookie: x.jpg")]
    [InlineData("zero\u200Bwidth\uFEFF.jpg", "zerowidth.jpg")]
    [InlineData("half \uD83D.jpg", "half .jpg")]
    [InlineData("笑 😀.jpg", "笑 😀.jpg")]
    [InlineData("", "picture.jpg")]
    [InlineData(null, "picture.jpg")]
    [InlineData("..", "picture.jpg")]
    [InlineData("/", "picture.jpg")]
    [InlineData(".jpg", "jpg.jpg")]
    public void Clean_Name_IsSafeToShowAndSave(string? name, string expected)
    {
        EvidenceName.Clean(name, FileType.Jpeg).ShouldBe(expected);
    }

    [Fact]
    public void Clean_LongName_IsCutBeforeItsExtension()
    {
        var name = EvidenceName.Clean(new string('图', 400) + ".jpg", FileType.Jpeg);

        name.Length.ShouldBe(EvidenceName.MaxLength);
        name.ShouldEndWith("图.jpg");
    }

    [Fact]
    public void Clean_LongNameOfEmoji_KeepsCharactersWhole()
    {
        var name = EvidenceName.Clean("x" + string.Concat(Enumerable.Repeat("😀", 200)), FileType.Png);

        name.Length.ShouldBeLessThanOrEqualTo(EvidenceName.MaxLength);
        name.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Theory]
    [InlineData("快递\u202E底单", "快递底单")]
    [InlineData("https://x.example/a/b.jpg", "b.jpg")]
    [InlineData(null, "")]
    public void Clean_WithoutType_LeavesTheExtensionAlone(string? name, string expected)
    {
        EvidenceName.Clean(name).ShouldBe(expected);
    }
}
