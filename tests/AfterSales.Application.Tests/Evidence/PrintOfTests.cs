using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;

namespace AfterSales.Application.Tests.Evidence;

public sealed class PrintOfTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void PrintOf_ResizedReencodedCutOrBrightened_StaysAlike(int scene)
    {
        var print = Thumbnails.PrintOf(SamplePictures.Photo(scene, 800, 600)).ShouldNotBeNull();

        Apart(print, SamplePictures.Photo(scene, 1600, 1200)).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, "larger");
        Apart(print, SamplePictures.Photo(scene, 240, 180)).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, "smaller");
        Apart(print, SamplePictures.Photo(scene, 800, 600, cut: 0.01)).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, "cut");
        Apart(print, SamplePictures.Photo(scene, 800, 600, brighter: 20)).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, "brighter");
        Apart(print, Thumbnails.ToWebp(SamplePictures.Photo(scene, 800, 600), 320, 320).Webp!).ShouldBeLessThanOrEqualTo(PicturePrint.Alike, "encoded anew");
    }

    [Fact]
    public void PrintOf_DifferentPhotos_DiffersInMoreThanTenBits()
    {
        var prints = Enumerable.Range(1, 8).Select(scene => Thumbnails.PrintOf(SamplePictures.Photo(scene, 320, 240))!.Value).ToList();

        for (var i = 0; i < prints.Count; i++)
            for (var j = 0; j < i; j++)
                PicturePrint.Distance(prints[i], prints[j]).ShouldBeGreaterThan(10, $"{i} and {j}");
    }

    [Fact]
    public void PrintOf_WhatCannotBeReadOrSeen_IsNoneOrBlank()
    {
        Thumbnails.PrintOf("no picture"u8).ShouldBeNull();
        Thumbnails.PrintOf(SamplePictures.Png(400, 400).AsSpan(0, 60)).ShouldBeNull();
        Thumbnails.PrintOf(SamplePictures.Photo(1, 64, 64, contrast: 0)).ShouldBe(PicturePrint.Blank);
        Thumbnails.PrintOf(SamplePictures.Gif).ShouldBe(PicturePrint.Blank, "one colour");
        Thumbnails.PrintOf(SamplePictures.SidewaysJpeg).ShouldNotBeNull();
    }

    private static int Apart(long print, byte[] other) => PicturePrint.Distance(print, Thumbnails.PrintOf(other)!.Value);
}
