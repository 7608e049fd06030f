using System.Buffers.Binary;

namespace AfterSales.Domain.Evidence;

/// <summary>
/// How long an MP4 plays, by its movie header, wherever in the file that is. It is given the file piece by piece and remembers nothing but the header it is in; no box is
/// believed to be there because another says so.
/// </summary>
public sealed class Mp4Length
{
    private const int ShortHead = 8;
    private const int LongHead = 16;
    private const int MovieHead = 32;   // as much of it as the length needs, in its long form

    private readonly byte[] _held = new byte[MovieHead];
    private int _count;
    private int _wanted = ShortHead;
    private long _skip;
    private long _rest = -1;   // of the movie header, once we are in it

    /// <summary>It has a movie box: without one nobody can play it.</summary>
    public bool HasMovie { get; private set; }

    /// <summary>Null while the movie header did not come, and where it does not say.</summary>
    public TimeSpan? Length { get; private set; }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var piece = (int)Math.Min(bytes.Length, _skip > 0 ? _skip : _wanted - _count);
            if (_skip > 0) _skip -= piece;
            else
            {
                bytes[..piece].CopyTo(_held.AsSpan(_count));
                _count += piece;
            }
            bytes = bytes[piece..];
            if (_skip == 0 && _count == _wanted) Look();
        }
    }

    private void Look()
    {
        if (_rest >= 0) ReadMovieHead();
        else if (_wanted == ShortHead && BinaryPrimitives.ReadUInt32BigEndian(_held) == 1) _wanted = LongHead;
        else Enter(_wanted == LongHead ? BinaryPrimitives.ReadUInt64BigEndian(_held.AsSpan(8)) : BinaryPrimitives.ReadUInt32BigEndian(_held));
    }

    private void Enter(ulong size)
    {
        var (isMovie, isMovieHead) = (_held.AsSpan(4).StartsWith("moov"u8), HasMovie && _held.AsSpan(4).StartsWith("mvhd"u8));
        var head = (ulong)_wanted;
        (_count, _wanted) = (0, ShortHead);
        // 0: up to the end of the file. Less than its own head: damaged, and nothing behind it can be found.
        if (size < head || size > long.MaxValue) _skip = long.MaxValue;
        else if (isMovie) HasMovie = true;   // its boxes follow
        else if (!isMovieHead) _skip = (long)(size - head);
        else if (size - head < MovieHead) _skip = long.MaxValue;
        else (_rest, _wanted) = ((long)(size - head), MovieHead);
    }

    private void ReadMovieHead()
    {
        var isLong = _held[0] == 1;
        var scale = BinaryPrimitives.ReadUInt32BigEndian(_held.AsSpan(isLong ? 20 : 12));
        var length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(_held.AsSpan(24)) : BinaryPrimitives.ReadUInt32BigEndian(_held.AsSpan(16));
        // Nothing, or all ones: said nowhere, or piece by piece.
        if (scale > 0 && length > 0 && length != (isLong ? ulong.MaxValue : uint.MaxValue)) Length = TimeSpan.FromSeconds(Math.Min(length / (double)scale, TimeSpan.MaxValue.TotalSeconds / 2));
        _skip = long.MaxValue;
    }
}
