using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AfterSales.Domain.Evidence;

/// <summary>
/// Decides by its first bytes what a file is. Names and declared types are never believed. A file that is two things at once
/// (a picture that also reads as a page or a PDF) is refused: each reader would pick the meaning that suits an attacker.
/// </summary>
public static class FileSignature
{
    /// <summary>How many bytes are looked at: more than any browser reads to guess a type.</summary>
    public const int HeadLength = 4096;

    private delegate bool Shape(ReadOnlySpan<byte> head);

    private static readonly (FileType Type, Shape Fits)[] Shapes =
    [
        (FileType.Jpeg, IsJpeg),
        (FileType.Png, IsPng),
        (FileType.WebP, IsWebP),
        (FileType.Gif, IsGif),
        (FileType.Heic, IsHeic),
        (FileType.Mp4, IsMp4),
        (FileType.Pdf, IsPdf),
    ];

    // What would make a browser or a PDF reader see something else in the same bytes.
    private static readonly SearchValues<string> SecondMeanings = SearchValues.Create(
        ["<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<svg", "<?php", "%PDF-"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Null for everything that is not taken. Wants the first <see cref="HeadLength"/> bytes, or the whole of a shorter file.</summary>
    public static FileType? Recognise(ReadOnlySpan<byte> head)
    {
        if (head.Length > HeadLength) head = head[..HeadLength];
        foreach (var (type, fits) in Shapes)
            if (fits(head))
                return HasSecondMeaning(head) ? null : type;
        return null;
    }

    private static bool HasSecondMeaning(ReadOnlySpan<byte> head) =>
        Encoding.Latin1.GetString(head[1..]).AsSpan().ContainsAny(SecondMeanings);

    private static bool IsJpeg(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) && head.Length > 3 && head[3] is >= 0xC0 and < 0xFF;

    // The header chunk always comes first and is 13 bytes long.
    private static bool IsPng(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']);

    private static bool IsWebP(ReadOnlySpan<byte> head) =>
        head.Length >= 16 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBPVP8"u8) && head[15] is (byte)' ' or (byte)'L' or (byte)'X';

    // "GIF89a" alone is also the start of a script; a picture goes on with a size, a palette and its first block.
    private static bool IsGif(ReadOnlySpan<byte> head)
    {
        if (head.Length < 14 || !(head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))) return false;
        var width = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        var flags = head[10];
        var palette = (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
        return width > 0 && height > 0 && head.Length > 13 + palette && head[13 + palette] is (byte)'!' or (byte)',';
    }

    private static bool IsHeic(ReadOnlySpan<byte> head)
    {
        var brands = Brands(head);
        return StartsWithAny(brands, "heic", "heix", "heim", "heis")
            || (StartsWithAny(brands, "mif1") && HasAny(brands, "heic", "heix"));
    }

    private static bool IsMp4(ReadOnlySpan<byte> head) =>
        StartsWithAny(Brands(head), "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash", "mmp4");

    // A reader also takes a PDF that starts later; we do not.
    private static bool IsPdf(ReadOnlySpan<byte> head) =>
        head.Length > 8 && (head.StartsWith("%PDF-1."u8) || head.StartsWith("%PDF-2."u8)) && char.IsAsciiDigit((char)head[7]);

    /// <summary>The brands of an ISO media file, the major one first; empty for anything else.</summary>
    private static ReadOnlySpan<byte> Brands(ReadOnlySpan<byte> head)
    {
        if (head.Length < 16 || !head[4..].StartsWith("ftyp"u8)) return [];
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length < 16 || length % 4 != 0 || length > head.Length) return [];
        return (byte[])[.. head[8..12], .. head[16..(int)length]];   // between them is a version number
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> brands, params ReadOnlySpan<string> wanted) =>
        brands.Length >= 4 && wanted.Contains(Encoding.Latin1.GetString(brands[..4]));

    private static bool HasAny(ReadOnlySpan<byte> brands, params ReadOnlySpan<string> wanted)
    {
        for (; brands.Length >= 4; brands = brands[4..])
            if (StartsWithAny(brands, wanted))
                return true;
        return false;
    }
}
