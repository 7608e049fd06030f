using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Tests.Importing;

/// <summary>How much of a file is in memory at once. Run while no other test is, whose memory would be counted with it.</summary>
[CollectionDefinition(nameof(ImportMemoryTests), DisableParallelization = true)]
[Collection(nameof(ImportMemoryTests))]
public sealed class ImportMemoryTests
{
    [Fact]
    public void Rows_LargeFile_StreamsInSmallMemory()
    {
        const int count = 200_000;
        using var file = ImportFile.Open(new GeneratedOrders(count), Samples.Shanghai);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (read, peak) = (0, 0L);
        foreach (var row in file.Rows())
        {
            row.ShouldBeOfType<OrderRow>();
            if (++read % 50_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        read.ShouldBe(count);
        peak.ShouldBeLessThan(8 << 20);
        file.Fraction.ShouldBe(1);
    }
}
