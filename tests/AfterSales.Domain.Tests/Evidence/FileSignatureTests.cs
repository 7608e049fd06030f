using System.Text;
using AfterSales.Domain.Evidence;

namespace AfterSales.Domain.Tests.Evidence;

public sealed class FileSignatureTests
{
    private const string GifHead = "474946383961 0800 0600 00 00 00";   // GIF89a, 8 × 6, no palette

    [Theory]
    [InlineData("FFD8FFE0 00104A464946", "image/jpeg")]
    [InlineData("FFD8FFDB 0043", "image/jpeg")]
    [InlineData("89504E470D0A1A0A 0000000D49484452 0000000800000008", "image/png")]
    [InlineData(GifHead + "2C", "image/gif")]
    [InlineData(GifHead + "21F9", "image/gif")]
    [InlineData("474946383761 0800 0600 80 00 00 000000FFFFFF 2C", "image/gif")]
    [InlineData("52494646 24000000 57454250 56503820 18000000", "image/webp")]
    [InlineData("52494646 24000000 57454250 5650384C 18000000", "image/webp")]
    [InlineData("52494646 24000000 57454250 56503858 0A000000", "image/webp")]
    [InlineData("00000018 66747970 68656963 00000000 6D696631 68656963", "image/heic")]
    [InlineData("00000018 66747970 6D696631 00000000 6D696631 68656963", "image/heic")]
    [InlineData("00000018 66747970 69736F6D 00000200 69736F6D 61766331", "video/mp4")]
    [InlineData("00000018 66747970 6D703432 00000000 6D703432 69736F6D", "video/mp4")]
    [InlineData("255044462D312E37 0A 25E2E3CFD3", "application/pdf")]
    [InlineData("255044462D322E30 0A", "application/pdf")]
    public void Recognise_TakenType_NamesIt(string hex, string contentType)
    {
        FileSignature.Recognise(Bytes(hex))?.ContentType.ShouldBe(contentType);
        FileSignature.Recognise(Bytes(hex)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("FF", "less than a signature")]
    [InlineData("FFD8FF", "a JPEG that ends before its first part")]
    [InlineData("FFD8FFFF", "a JPEG without a part")]
    [InlineData("89504E470D0A1A0A 0000000449484452", "a PNG with a short header")]
    [InlineData("474946383961 0000 0600 00 00 00 2C", "a GIF of no width")]
    [InlineData(GifHead + "00", "a GIF without a block")]
    [InlineData("474946383961 3D30 3B2F 2A 00 00 20202020", "a script that starts like a GIF (GIF89a=0;/*)")]
    [InlineData("52494646 24000000 41564920 4C495354", "AVI")]
    [InlineData("52494646 24000000 57415645 666D7420", "WAV")]
    [InlineData("00000018 66747970 61766966 00000000 6D696631 61766966", "AVIF")]
    [InlineData("00000018 66747970 6D696631 00000000 6D696631 61766966", "a HEIF without HEIC")]
    [InlineData("00000018 66747970 71742020 00000000 71742020 71742020", "QuickTime")]
    [InlineData("00001000 66747970 69736F6D 00000200 69736F6D 61766331", "an MP4 whose brands never end")]
    [InlineData("0000000C 66747970 69736F6D 00000200", "an MP4 with half a brand box")]
    [InlineData("4D5A9000 03000000 04000000 FFFF0000", "Windows program")]
    [InlineData("7F454C46 02010100 00000000 00000000", "Linux program")]
    [InlineData("504B0304 14000600 08000000 21000000", "ZIP, Office")]
    [InlineData("D0CF11E0 A1B11AE1 00000000 00000000", "old Office")]
    [InlineData("424D3600 00000000 36000000 28000000", "BMP")]
    [InlineData("49492A00 08000000 00000000 00000000", "TIFF")]
    public void Recognise_AnythingElse_IsRefused(string hex, string what)
    {
        FileSignature.Recognise(Bytes(hex)).ShouldBeNull(what);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("#!/bin/sh\nrm -rf /\n")]
    [InlineData("\n%PDF-1.7 not at the start")]
    [InlineData("%PDF-3.0 a version that is none")]
    public void Recognise_Text_IsRefused(string text)
    {
        FileSignature.Recognise(Encoding.UTF8.GetBytes(text)).ShouldBeNull();
    }

    [Theory]
    [InlineData("<HTML><script>alert(1)</script>")]
    [InlineData("<!doctype html>")]
    [InlineData("<?php system($_GET[0]);")]
    [InlineData("<sVg onload=alert(1)>")]
    [InlineData("%PDF-1.4")]
    public void Recognise_SecondMeaningInTheHead_IsRefused(string second)
    {
        byte[][] firsts = [Bytes(GifHead + "21FE"), Bytes("FFD8FFFE 0100"), Bytes("255044462D312E37 0A")];
        foreach (var first in firsts)
        {
            FileSignature.Recognise(first).ShouldNotBeNull();
            FileSignature.Recognise([.. first, .. new byte[500], .. Encoding.ASCII.GetBytes(second)]).ShouldBeNull();
        }
    }

    [Fact]
    public void Recognise_MoreThanTheHead_LooksAtTheHeadOnly()
    {
        byte[] long_ = [.. Bytes("FFD8FFE0"), .. new byte[FileSignature.HeadLength], .. "<html>"u8];

        FileSignature.Recognise(long_).ShouldBe(FileType.Jpeg);
    }

    [Fact]
    public void Recognise_RandomBytes_NeverThrows()
    {
        var random = new Random(20260101);
        byte[][] starts = [[], Bytes("FFD8FF"), Bytes("474946383961"), Bytes("00000018 66747970"), Bytes("52494646"), Bytes("25504446")];
        for (var round = 0; round < 5000; round++)
        {
            var rest = new byte[random.Next(64)];
            random.NextBytes(rest);
            Should.NotThrow(() => FileSignature.Recognise([.. starts[round % starts.Length], .. rest]));
        }
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
