using AfterSales.Domain.Evidence;

namespace AfterSales.Domain.Tests.Evidence;

public sealed class PicturePrintTests
{
    private const int Scenes = 60;

    [Fact]
    public void Of_TheSamePictureTreated_DiffersInFewBits()
    {
        var cut = 0;
        for (var seed = 0; seed < Scenes; seed++)
        {
            var print = PicturePrint.Of(Shades(new Scene(seed)));
            print.ShouldNotBe(PicturePrint.Blank);
            PicturePrint.Distance(print, PicturePrint.Of(Shades(new Scene(seed), brighter: 18))).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, $"brighter {seed}");
            PicturePrint.Distance(print, PicturePrint.Of(Shades(new Scene(seed), contrast: 0.8))).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, $"paler {seed}");
            PicturePrint.Distance(print, PicturePrint.Of(Shades(new Scene(seed), noise: 6))).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, $"noisier {seed}");
            if (PicturePrint.Distance(print, PicturePrint.Of(Shades(new Scene(seed), cut: 0.01))) > PicturePrint.Alike) cut++;
        }
        // What is cut off moves everything: nearly always it is still found, not always.
        cut.ShouldBeLessThanOrEqualTo(Scenes / 20);
    }

    [Fact]
    public void Of_DifferentPictures_DiffersInMoreThanTenBits()
    {
        var prints = Enumerable.Range(0, Scenes).Select(seed => PicturePrint.Of(Shades(new Scene(seed)))).ToList();
        var apart = (from i in Enumerable.Range(0, Scenes) from j in Enumerable.Range(0, i) select PicturePrint.Distance(prints[i], prints[j])).ToList();

        apart.ShouldAllBe(bits => bits > PicturePrint.Alike);
        apart.Count(bits => bits <= 10).ShouldBeLessThanOrEqualTo(apart.Count / 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(255)]
    public void Of_OneShade_IsBlank(byte shade)
    {
        PicturePrint.Of(Enumerable.Repeat(shade, PicturePrint.Side * PicturePrint.Side).ToArray()).ShouldBe(PicturePrint.Blank);
    }

    [Fact]
    public void Of_ABlankSheetWithGrain_IsBlank()
    {
        var random = new Random(7);
        var sheet = new byte[PicturePrint.Side * PicturePrint.Side];
        for (var i = 0; i < sheet.Length; i++) sheet[i] = (byte)(248 + random.Next(8));

        PicturePrint.Of(sheet).ShouldBe(PicturePrint.Blank);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, -1, 64)]
    [InlineData(0b1011, 0b0001, 2)]
    [InlineData(long.MinValue, 0, 1)]
    public void Distance_CountsBits(long one, long other, int expected)
    {
        PicturePrint.Distance(one, other).ShouldBe(expected);
    }

    [Fact]
    public void Of_AnotherSize_IsABug() => Should.Throw<ArgumentException>(() => PicturePrint.Of(new byte[100]));

    private static byte[] Shades(Scene scene, double brighter = 0, double contrast = 1, double noise = 0, double cut = 0)
    {
        var random = new Random(1);
        var shades = new byte[PicturePrint.Side * PicturePrint.Side];
        for (var y = 0; y < PicturePrint.Side; y++)
            for (var x = 0; x < PicturePrint.Side; x++)
            {
                var at = scene.At(cut + (1 - 2 * cut) * (x + 0.5) / PicturePrint.Side, cut + (1 - 2 * cut) * (y + 0.5) / PicturePrint.Side);
                shades[y * PicturePrint.Side + x] = (byte)Math.Clamp((at - 128) * contrast + 128 + brighter + (random.NextDouble() - 0.5) * noise, 0, 255);
            }
        return shades;
    }

    /// <summary>Something like a photo: things of some size and shade on a ground that is lit from one side.</summary>
    private sealed class Scene
    {
        private readonly (double X, double Y, double Size, double Shade)[] _things;
        private readonly double _light;

        public Scene(int seed)
        {
            var random = new Random(seed * 7919 + 13);
            _light = random.NextDouble() * 80 - 40;
            _things = [.. Enumerable.Range(0, 12).Select(_ => (random.NextDouble(), random.NextDouble(), 0.05 + random.NextDouble() * 0.2, random.NextDouble() * 160 - 80))];
        }

        public double At(double x, double y)
        {
            var shade = 120 + _light * (x - 0.5);
            foreach (var (cx, cy, size, dark) in _things)
                shade += dark * Math.Exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (size * size));
            return Math.Clamp(shade, 20, 235);
        }
    }
}
