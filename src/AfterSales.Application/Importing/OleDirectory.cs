using System.Buffers.Binary;
using System.Text;

namespace AfterSales.Application.Importing;

/// <summary>The names of the streams in an OLE compound file: all that is needed to tell an encrypted workbook from an old one.</summary>
internal static class OleDirectory
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const int LongestName = 64;
    private const int MostSectors = 4096;
    private const int SectorsInHeader = 109;
    private const uint LastSector = 0xFFFFFFFA;
    private const uint EndOfChain = 0xFFFFFFFE;

    /// <summary>Empty when the file is too damaged to tell.</summary>
    public static IReadOnlySet<string> ReadNames(Stream file)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var header = new byte[HeaderLength];
        if (!TryRead(file, 0, header)) return names;

        var sectorShift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(0x1E));
        if (sectorShift is not (9 or 12) || ClaimsTooMuch(header, file.Length >> sectorShift, sectorShift)) return names;

        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(0x30));
        var buffer = new byte[1 << sectorShift];

        // Bounded: a damaged chain may run in a circle.
        for (var read = 0; read < MostSectors && sector < LastSector; read++)
        {
            if (!TryRead(file, SectorAt(sector, sectorShift), buffer)) break;
            AddNames(buffer, names);
            if (NextInChain(file, header, sector, sectorShift) is not { } next) break;
            sector = next;
        }

        return names;
    }

    // How long the list of allocation tables is follows from the size of the file. Whoever reads the workbook believes what the
    // header says of it, and a list that leads back to itself would then be read until the memory is full.
    private static bool ClaimsTooMuch(ReadOnlySpan<byte> header, long sectors, int sectorShift)
    {
        var first = BinaryPrimitives.ReadUInt32LittleEndian(header[0x44..]);
        if (first == EndOfChain) return false;
        var perSector = 1L << (sectorShift - 2);
        var beyondHeader = Math.Max(0, (sectors / perSector) + 1 - SectorsInHeader);
        return BinaryPrimitives.ReadInt32LittleEndian(header[0x48..]) > (beyondHeader / (perSector - 1)) + 1;
    }

    private static void AddNames(ReadOnlySpan<byte> sector, HashSet<string> names)
    {
        for (var entry = 0; entry + EntryLength <= sector.Length; entry += EntryLength)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(sector[(entry + LongestName)..]);
            if (length is > 2 and <= LongestName) names.Add(Encoding.Unicode.GetString(sector.Slice(entry, length - 2)));
        }
    }

    // The header lists the first sectors of the allocation table; a directory beyond those belongs to a file too large to be ours.
    private static uint? NextInChain(Stream file, byte[] header, uint sector, int sectorShift)
    {
        var perSector = 1u << (sectorShift - 2);
        var table = sector / perSector;
        if (table >= SectorsInHeader) return null;

        var tableSector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(0x4C + ((int)table * 4)));
        var next = new byte[4];
        return tableSector < LastSector && TryRead(file, SectorAt(tableSector, sectorShift) + (sector % perSector * 4), next)
            ? BinaryPrimitives.ReadUInt32LittleEndian(next)
            : null;
    }

    private static long SectorAt(uint sector, int sectorShift) => ((long)sector + 1) << sectorShift;

    private static bool TryRead(Stream file, long position, byte[] buffer)
    {
        if (position < 0 || position + buffer.Length > file.Length) return false;
        file.Position = position;
        return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
    }
}
