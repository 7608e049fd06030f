using AfterSales.Domain.Evidence;

namespace AfterSales.Domain.Tests.Evidence;

public sealed class EvidenceLimitsTests
{
    [Theory]
    [InlineData(FileKind.Picture, 20)]
    [InlineData(FileKind.Document, 20)]
    [InlineData(FileKind.Video, 100)]
    public void For_Kind_IsTheDefaultPolicy(FileKind kind, long megabytes)
    {
        EvidenceLimits.InMegabytes(EvidenceLimits.Default.For(kind)).ShouldBe(megabytes);
    }

    [Fact]
    public void Largest_OfTheDefaults_IsAVideo()
    {
        EvidenceLimits.Default.Largest.ShouldBe(EvidenceLimits.Default.Video);
    }
}
