using AfterSales.Application.Importing;
using AfterSales.Application.Tests.Orders;
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

        ReadsInSmallMemory<OrderRow>(file, count);
    }

    [Fact]
    public void Rows_LargeFileOfRefunds_StreamsInSmallMemory()
    {
        const int count = 200_000;
        var rows = Enumerable.Range(0, count).Select(i => new RefundFileRow($"90{i:D15}", OrderNo: $"33{i:D16}") { Deadline = DateTimeOffset.UnixEpoch.AddSeconds(i), Words = "少了一件，麻烦补发" }).ToArray();
        using var file = ImportFile.Open(Samples.Text(RefundFileRow.File(rows)), Samples.Shanghai);
        Array.Clear(rows);

        ReadsInSmallMemory<RefundRow>(file, count);
    }

    private static void ReadsInSmallMemory<T>(ImportFile file, int count) where T : ImportRow
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (read, peak) = (0, 0L);
        foreach (var row in file.Rows())
        {
            row.ShouldBeOfType<T>();
            if (++read % 50_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        read.ShouldBe(count);
        peak.ShouldBeLessThan(8 << 20);
        file.Fraction.ShouldBe(1);
    }
}
