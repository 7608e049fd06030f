using System.Text;
using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Tests.Importing;

/// <summary>Whatever happens to a file on its way, reading it ends, in rows, refusals and problems, never in an exception.</summary>
public sealed class MutationTests
{
    private const int Rounds = 1_500;

    private static readonly ChatHints Hints = new(Samples.Shanghai, "测试旗舰店");

    private static readonly byte[][] Shrapnel = ["\""u8.ToArray(), "\r\n"u8.ToArray(), ","u8.ToArray(), "=\""u8.ToArray(), [0xFF, 0xFE], [0x81], [0xE4, 0xB8], [0], "<td>"u8.ToArray(), "1E+18"u8.ToArray(), "9999-99-99"u8.ToArray(), "\t"u8.ToArray()];

    public static TheoryData<string> Names => [.. Samples.All, "html", "xls"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_MutatedFile_NeverThrows(string name)
    {
        var original = name switch { "html" => Html(), "xls" => Xls(), _ => Samples.Bytes(name) };
        var random = new Random(20260301);
        for (var round = 0; round < Rounds; round++)
        {
            var mutated = Mutate(original, random);
            var rows = Should.NotThrow(() => ReadAll(mutated), $"{name}, round {round}");
            rows.ShouldBeLessThan(mutated.Length + 10, $"{name}, round {round}");
        }
    }

    [Fact]
    public void Read_OneDamagedByte_LosesAtMostItsNeighbours()
    {
        var original = Samples.Bytes(Samples.OrderList);
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var mutated = original.ToArray();
            var firstRow = Array.IndexOf(mutated, (byte)'\n') + 1;
            mutated[random.Next(firstRow, mutated.Length)] = (byte)random.Next(0x20, 0x7F);

            using var file = ImportFile.Open(new MemoryStream(mutated), Samples.Shanghai);
            file.Rows().OfType<OrderRow>().Count().ShouldBeGreaterThanOrEqualTo(2, $"round {round}");
        }
    }

    private static int ReadAll(byte[] bytes)
    {
        ImportPreview.Of(new MemoryStream(bytes), Samples.Shanghai);
        ChatFile.Read(new MemoryStream(bytes), Hints);

        using var file = ImportFile.Open(new MemoryStream(bytes), Samples.Shanghai);
        var rows = file.Rows().ToList();
        foreach (var refused in rows.OfType<RefusedRow>()) refused.Problems.ShouldAllBe(problem => ProblemCodes.All.Contains(problem.Code));
        if (rows.Count == 0 && file.Sheets.Count == 0) file.Problems.ShouldNotBeEmpty();
        return rows.Count;
    }

    internal static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, 1 + Math.Min(200, bytes.Count - at));
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.RemoveRange(at, length);
                    break;
                default:
                    bytes.InsertRange(at, Shrapnel[random.Next(Shrapnel.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Xls() => OldWorkbook.Write(
        "export",
        [["订单编号", "买家会员名", "总金额"], .. Enumerable.Range(0, 20).Select(i => new object[] { $"10010000000000{i:D5}", $"买家{i}", (double)i })]).ToArray();

    private static byte[] Html() => Encoding.UTF8.GetBytes(
        "<html><meta charset=utf-8><!-- x --><table><tr><th>订单编号</th><th>买家会员名</th><th>总金额</th></tr>" +
        string.Concat(Enumerable.Range(0, 20).Select(i => $"<tr><td>10010000000000{i:D5}</td><td>买家&amp;{i}</td><td>¥{i}.00</td></tr>")) + "</table></html>");
}
