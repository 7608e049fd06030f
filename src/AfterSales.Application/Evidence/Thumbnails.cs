using System.Runtime.InteropServices;
using AfterSales.Domain.Evidence;

namespace AfterSales.Application.Evidence;

public enum PictureRefusal
{
    /// <summary>libvips is not installed; <see cref="Thumbnails.TryLoad"/> says what was tried.</summary>
    Unavailable,
    NotAPicture,
    TooManyPixels,
    Damaged,
}

/// <summary>Width and height as a person sees the picture, its EXIF orientation applied.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Dimensions(int Width, int Height)
{
    public long Pixels => (long)Width * Height;
}

/// <summary>Either the small picture or the reason why there is none; the original's size whenever its header could be read.</summary>
public sealed record Thumbnail(byte[]? Webp, Dimensions? Original, PictureRefusal? Refusal);

/// <summary>Small pictures for the browser. Without libvips the product runs and shows file names instead.</summary>
public static class Thumbnails
{
    /// <summary>A small file can declare a huge picture; what it declares is checked before a pixel is decoded.</summary>
    public const long MostPixels = 50_000_000;

    private const int Quality = 80;
    private static readonly Lazy<string?> Problem = new(VipsLibrary.Load);

    public static bool Available => Problem.Value is null;

    /// <summary>Loads libvips once. False with the reason when this machine has none that fits.</summary>
    public static bool TryLoad(out string? why) => (why = Problem.Value) is null;

    /// <summary>Fits into the box, never enlarged, upright, without metadata. A bad picture is an answer, not an exception.</summary>
    public static Thumbnail ToWebp(ReadOnlySpan<byte> picture, int maxWidth, int maxHeight)
    {
        if (!Available) return new(null, null, PictureRefusal.Unavailable);

        using var file = VipsBlob.CopyOf(picture);
        if (ReadDimensions(file) is not { } original) return new(null, null, PictureRefusal.NotAPicture);
        if (original.Pixels > MostPixels) return new(null, original, PictureRefusal.TooManyPixels);

        return Shrink(file, maxWidth, maxHeight) is { } webp
            ? new(webp, original, null)
            : new(null, original, PictureRefusal.Damaged);
    }

    /// <summary>From the header alone; null for what is not a picture (or without libvips).</summary>
    public static Dimensions? DimensionsOf(ReadOnlySpan<byte> picture)
    {
        if (!Available) return null;
        using var file = VipsBlob.CopyOf(picture);
        return ReadDimensions(file);
    }

    /// <summary>What it looks like (<see cref="PicturePrint"/>); null for what cannot be read (or without libvips).</summary>
    public static long? PrintOf(ReadOnlySpan<byte> picture)
    {
        if (!Available) return null;
        using var file = VipsBlob.CopyOf(picture);
        using var shrink = new VipsOperation("thumbnail_buffer");
        shrink.Set("buffer", file);
        shrink.Set("width", PicturePrint.Side);
        shrink.Set("height", PicturePrint.Side);
        shrink.Set("size", VipsLibrary.SizeForce);
        shrink.Set("export_profile", "srgb");
        shrink.Set("option_string", "[fail_on=truncated]");
        if (!shrink.Run()) return null;
        using var small = shrink.Image("out");
        // Transparent parts are taken for black, whatever is shown behind them. libvips would take the last band of any picture for transparency.
        if (!small.HasTransparency) return Greyed(small);
        using var flatten = new VipsOperation("flatten");
        flatten.Set("in", small);
        if (!flatten.Run()) return null;
        using var opaque = flatten.Image("out");
        return Greyed(opaque);
    }

    private static long? Greyed(VipsImage small)
    {
        using var grey = new VipsOperation("colourspace");
        grey.Set("in", small);
        grey.Set("space", VipsLibrary.Grey);
        if (!grey.Run()) return null;
        using var shades = grey.Image("out");
        return shades.Bytes() is { Length: PicturePrint.Side * PicturePrint.Side } pixels ? PicturePrint.Of(pixels) : null;
    }

    private static Dimensions? ReadDimensions(VipsBlob file)
    {
        if (file.FindLoader() is not { } loader) return null;
        using var load = new VipsOperation(loader);
        load.Set("buffer", file);
        if (!load.Run()) return null;
        using var image = load.Image("out");
        return image.Dimensions;
    }

    private static byte[]? Shrink(VipsBlob file, int maxWidth, int maxHeight)
    {
        using var shrink = new VipsOperation("thumbnail_buffer");
        shrink.Set("buffer", file);
        shrink.Set("width", maxWidth);
        shrink.Set("height", maxHeight);
        shrink.Set("size", VipsLibrary.SizeDown);
        shrink.Set("export_profile", "srgb");                 // the profile itself is dropped with the other metadata
        shrink.Set("option_string", "[fail_on=truncated]");   // its own fail_on property does not reach the loader
        if (!shrink.Run()) return null;

        using var image = shrink.Image("out");
        using var save = new VipsOperation("webpsave_buffer");
        save.Set("in", image);
        save.Set("Q", Quality);
        return save.Run() ? WebpMetadata.Remove(save.Bytes("buffer")) : null;
    }
}
