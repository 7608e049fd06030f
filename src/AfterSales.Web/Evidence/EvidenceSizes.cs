using System.Globalization;

namespace AfterSales.Web.Evidence;

/// <summary>Sizes of files as people say them: 640 KB, 2.4 MB.</summary>
public static class EvidenceSizes
{
    public static string Text(long bytes, CultureInfo culture) => bytes < 1 << 20
        ? string.Create(culture, $"{Math.Max(1, bytes >> 10)} KB")
        : string.Create(culture, $"{bytes / (double)(1 << 20):0.#} MB");
}
