using System.Numerics;

namespace AfterSales.Domain.Evidence;

/// <summary>
/// What a picture looks like, in 64 bits: which of its coarse brightness waves are stronger than the middle one (the DCT hash). Made smaller, compressed anew, a little brighter or cut at the edge
/// it keeps nearly all of them; another picture shares half.
/// </summary>
public static class PicturePrint
{
    /// <summary>Pixels a side of the grey picture it is taken from.</summary>
    public const int Side = 32;

    /// <summary>Two pictures whose prints differ in no more bits look nearly the same.</summary>
    public const int Alike = 7;

    // Waves a side that are looked at; the very coarsest, which is the brightness as such, is left out.
    private const int Waves = 8;

    // Below this there is nothing to see: a blank sheet, a black frame. Its waves are noise, or the same for all of its kind. In steps of 256.
    private const double LeastContrast = 4;

    private static readonly double[,] Cosines = Table();

    /// <summary>The print of a picture in which there is nothing to see; it is like no other.</summary>
    public const long Blank = 0;

    /// <summary>The print of a grey picture, row by row; <see cref="Blank"/> for one of nearly one shade.</summary>
    public static long Of(ReadOnlySpan<byte> grey)
    {
        if (grey.Length != Side * Side) throw new ArgumentException($"A picture of {Side} × {Side} shades is needed.", nameof(grey));
        if (Contrast(grey) < LeastContrast) return Blank;

        Span<double> waves = stackalloc double[Waves * Waves];
        Transform(grey, waves);
        var sorted = waves[1..].ToArray();
        Array.Sort(sorted);
        var middle = sorted[sorted.Length / 2];
        ulong print = 0;
        for (var i = 1; i < waves.Length; i++)
            if (waves[i] > middle)
                print |= 1UL << i;
        return unchecked((long)print);
    }

    /// <summary>In how many bits they differ, 0 to 64.</summary>
    public static int Distance(long one, long other) => BitOperations.PopCount(unchecked((ulong)(one ^ other)));

    private static double Contrast(ReadOnlySpan<byte> grey)
    {
        double sum = 0, squares = 0;
        foreach (var shade in grey)
        {
            sum += shade;
            squares += shade * shade;
        }
        var mean = sum / grey.Length;
        return Math.Sqrt(Math.Max(0, squares / grey.Length - mean * mean));
    }

    // Along the rows, then down the columns.
    private static void Transform(ReadOnlySpan<byte> grey, Span<double> waves)
    {
        Span<double> rows = stackalloc double[Side * Waves];
        for (var y = 0; y < Side; y++)
            for (var u = 0; u < Waves; u++)
                for (var x = 0; x < Side; x++)
                    rows[y * Waves + u] += grey[y * Side + x] * Cosines[u, x];
        for (var v = 0; v < Waves; v++)
            for (var u = 0; u < Waves; u++)
                for (var y = 0; y < Side; y++)
                    waves[v * Waves + u] += rows[y * Waves + u] * Cosines[v, y];
    }

    private static double[,] Table()
    {
        var table = new double[Waves, Side];
        for (var u = 0; u < Waves; u++)
            for (var x = 0; x < Side; x++)
                table[u, x] = Math.Cos((2 * x + 1) * u * Math.PI / (2 * Side));
        return table;
    }
}
