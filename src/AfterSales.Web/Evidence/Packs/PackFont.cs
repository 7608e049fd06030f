using SkiaSharp;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>A Chinese font of this machine for the PDF, by its file: fonts are looked for in known places and not by name, so that the same machine always finds the same one.</summary>
internal static class PackFont
{
    /// <summary>The file of a font, where the usual places hold none or another is wanted.</summary>
    public const string Setting = "AFTERSALES_PACK_FONT";

    private static readonly string[] Places =
    [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/System/Library/Fonts/PingFang.ttc", "/System/Library/Fonts/STHeiti Light.ttc", "/System/Library/Fonts/Hiragino Sans GB.ttc",
        @"C:\Windows\Fonts\msyh.ttc", @"C:\Windows\Fonts\simhei.ttf", @"C:\Windows\Fonts\simsun.ttc",
    ];

    /// <summary>A word of which every Chinese font has the characters, and others have none.</summary>
    private const string Sample = "\u8bc1\u636e";

    /// <summary>Null where there is none.</summary>
    public static SKTypeface? Find(string? wanted)
    {
        foreach (var file in string.IsNullOrWhiteSpace(wanted) ? Places : [wanted])
            if (File.Exists(file) && Open(file) is { } face)
                return face;
        return null;
    }

    // A collection holds the same font for several regions; the simplified one, if it says so by its name, else the first.
    private static SKTypeface? Open(string file)
    {
        SKTypeface? first = null;
        for (var i = 0; i < 16 && SKTypeface.FromFile(file, i) is { } face; i++)
        {
            if (!face.ContainsGlyphs(Sample)) face.Dispose();
            else if (face.FamilyName.Contains("SC", StringComparison.Ordinal) && !face.FamilyName.Contains("Mono", StringComparison.Ordinal))
            {
                first?.Dispose();
                return face;
            }
            else if (first is null) first = face;
            else face.Dispose();
        }
        return first;
    }
}
