using System.Text;
using AfterSales.Application.Evidence;

namespace AfterSales.Application.Tests.Evidence;

public sealed class ThumbnailsTests
{
    [Fact]
    public void TryLoad_OnATestMachine_FindsLibvips()
    {
        Thumbnails.TryLoad(out var why).ShouldBeTrue(why);
    }

    [Fact]
    public void ToWebp_LargePng_FitsIntoTheBoxAndKeepsItsShape()
    {
        var thumbnail = Thumbnails.ToWebp(SamplePictures.Png(400, 100), 120, 120);

        thumbnail.Refusal.ShouldBeNull();
        thumbnail.Original.ShouldBe(new Dimensions(400, 100));
        Thumbnails.DimensionsOf(thumbnail.Webp).ShouldBe(new Dimensions(120, 30));
        Encoding.ASCII.GetString(thumbnail.Webp.ShouldNotBeNull(), 8, 4).ShouldBe("WEBP");
    }

    [Fact]
    public void ToWebp_TenThousandPixelsWide_IsShrunk()
    {
        var thumbnail = Thumbnails.ToWebp(SamplePictures.Png(10_000, 200), 320, 320);

        thumbnail.Original.ShouldBe(new Dimensions(10_000, 200));
        Thumbnails.DimensionsOf(thumbnail.Webp).ShouldBe(new Dimensions(320, 6));
    }

    [Fact]
    public void ToWebp_SidewaysJpeg_StandsUprightAndTellsNothingOfItsMaker()
    {
        Encoding.ASCII.GetString(SamplePictures.SidewaysJpeg).ShouldContain("SECRET-EXIF");

        var thumbnail = Thumbnails.ToWebp(SamplePictures.SidewaysJpeg, 10, 10);

        thumbnail.Original.ShouldBe(new Dimensions(20, 40));
        Thumbnails.DimensionsOf(thumbnail.Webp).ShouldBe(new Dimensions(5, 10));
        thumbnail.Webp.AsSpan().IndexOf("EXIF"u8).ShouldBe(-1);
        thumbnail.Webp.AsSpan().IndexOf("SECRET"u8).ShouldBe(-1);
    }

    [Fact]
    public void ToWebp_SmallPicture_IsNotEnlarged()
    {
        var gif = Thumbnails.ToWebp(SamplePictures.Gif, 100, 100);
        var webp = Thumbnails.ToWebp(gif.Webp, 100, 100);

        Thumbnails.DimensionsOf(webp.Webp).ShouldBe(new Dimensions(8, 6));
    }

    [Fact]
    public void ToWebp_HugeDeclaredSize_IsRefusedBeforeDecoding()
    {
        var thumbnail = Thumbnails.ToWebp(SamplePictures.PngWithoutPixels(30_000, 30_000), 100, 100);

        thumbnail.ShouldBe(new Thumbnail(null, new Dimensions(30_000, 30_000), PictureRefusal.TooManyPixels));
    }

    [Fact]
    public void ToWebp_TruncatedFile_IsDamaged()
    {
        var png = SamplePictures.Png(400, 400);

        var thumbnail = Thumbnails.ToWebp(png.AsSpan(0, png.Length / 2), 100, 100);

        thumbnail.Refusal.ShouldBe(PictureRefusal.Damaged);
        thumbnail.Webp.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("%PDF-1.4 not for us")]
    [InlineData("just text")]
    public void ToWebp_NoPicture_SaysSo(string content)
    {
        Thumbnails.ToWebp(Encoding.UTF8.GetBytes(content), 100, 100).ShouldBe(new Thumbnail(null, null, PictureRefusal.NotAPicture));
    }

    [Fact]
    public void ToWebp_RandomMutations_NeverThrows()
    {
        var random = new Random(20260101);
        byte[][] pictures = [SamplePictures.Png(60, 40), SamplePictures.SidewaysJpeg, SamplePictures.Gif];
        for (var round = 0; round < 600; round++)
        {
            byte[] mutated = [.. pictures[round % pictures.Length]];
            for (var change = 0; change < 5; change++) mutated[random.Next(mutated.Length)] = (byte)random.Next(256);

            var thumbnail = Thumbnails.ToWebp(mutated, 32, 32);

            (thumbnail.Webp is null).ShouldBe(thumbnail.Refusal is not null);
        }
    }
}
