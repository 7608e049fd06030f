using System.Globalization;
using System.Text;

namespace AfterSales.Application.Tests.Importing;

/// <summary>A seekable file of any number of orders that exists only while it is read.</summary>
internal sealed class GeneratedOrders(int count) : Stream
{
    private static readonly byte[] Headers = Encoding.UTF8.GetBytes("订单编号,买家会员名,总金额,订单状态,收货地址,订单创建时间,发票抬头\n");

    private static readonly int RowLength = Row(0).Length;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => Headers.Length + ((long)count * RowLength);
    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && Position < Length)
        {
            var piece = Position < Headers.Length ? Headers.AsSpan((int)Position) : RowAt(Position - Headers.Length);
            var take = Math.Min(piece.Length, buffer.Length - read);
            piece[..take].CopyTo(buffer[read..]);
            read += take;
            Position += take;
        }

        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.End ? Length : Position);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static Span<byte> RowAt(long position) => Row(position / RowLength).AsSpan((int)(position % RowLength));

    private static byte[] Row(long number) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"=\"1001{number:D15}\",\"买家{number:D9}\",\"201.12\",\"交易成功\",\"广东省 广州市 越秀区 环市东路1号(510000)\",\"2026-03-01 10:01:02\",\"某公司\"\r\n"));
}
