using System.Buffers.Binary;
using System.Text;

namespace AfterSales.Application.Tests.Importing;

/// <summary>Writes the smallest .xls there is: sheets of BIFF8 in an OLE compound file. A cell is a text or a double.</summary>
internal static class OldWorkbook
{
    private const int Sector = 512;
    private const uint EndOfChain = 0xFFFFFFFE;

    public static MemoryStream Write(string sheet, params object[][] rows) => Write([sheet], claimedRows: null, rows);

    /// <summary>A sheet that says of itself how many rows it has.</summary>
    public static MemoryStream Claiming(uint claimedRows, params object[][] rows) => Write(["export"], claimedRows, rows);

    /// <summary>Many sheets whose content is one and the same.</summary>
    public static MemoryStream Repeating(int sheets, params object[][] rows) => Write([.. Enumerable.Range(1000, sheets).Select(n => $"s{n}")], claimedRows: null, rows);

    private static MemoryStream Write(string[] sheets, uint? claimedRows, object[][] rows)
    {
        var sheetAt = (4 + 16) + sheets.Sum(name => 4 + 8 + (2 * name.Length)) + 4;
        var stream = new MemoryStream();
        Record(stream, 0x0809, Begin(0x0005));
        foreach (var name in sheets) Record(stream, 0x0085, [.. BitConverter.GetBytes(sheetAt), 0, 0, (byte)name.Length, 1, .. Encoding.Unicode.GetBytes(name)]);
        Record(stream, 0x000A, []);
        Record(stream, 0x0809, Begin(0x0010));
        if (claimedRows is { } count) Record(stream, 0x0200, [.. new byte[4], .. BitConverter.GetBytes(count), .. new byte[6]]);
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < rows[row].Length; column++)
                Cell(stream, row, column, rows[row][column]);
        Record(stream, 0x000A, []);
        return Wrap(stream.ToArray());
    }

    private static byte[] Begin(ushort kind) => [0x00, 0x06, .. BitConverter.GetBytes(kind), .. new byte[12]];

    private static void Cell(MemoryStream stream, int row, int column, object value)
    {
        byte[] place = [.. BitConverter.GetBytes((ushort)row), .. BitConverter.GetBytes((ushort)column), 0, 0];
        if (value is double number) Record(stream, 0x0203, [.. place, .. BitConverter.GetBytes(number)]);
        else if (value is string text) Record(stream, 0x0204, [.. place, .. BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
    }

    private static void Record(MemoryStream stream, ushort id, byte[] data)
    {
        stream.Write(BitConverter.GetBytes(id));
        stream.Write(BitConverter.GetBytes((ushort)data.Length));
        stream.Write(data);
    }

    private static MemoryStream Wrap(byte[] workbook)
    {
        // A stream shorter than 4096 bytes would live in another place of the file.
        var sectors = Math.Max(8, (workbook.Length + Sector - 1) / Sector);
        var file = new byte[Sector * (3 + sectors)];
        var header = file.AsSpan(0, Sector);
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(header);
        header[0x18] = 0x3E;
        header[0x1A] = 3;
        header[0x1C] = 0xFE;
        header[0x1D] = 0xFF;
        header[0x1E] = 9;
        header[0x20] = 6;
        header[0x2C] = 1;
        header[0x30] = 1;
        Put(header, 0x38, 4096);
        Put(header, 0x3C, EndOfChain);
        Put(header, 0x44, EndOfChain);
        header[0x50..].Fill(0xFF);

        var table = file.AsSpan(Sector, Sector);
        table.Fill(0xFF);
        Put(table, 0, 0xFFFFFFFD);
        Put(table, 4, EndOfChain);
        for (var i = 0; i < sectors; i++) Put(table, (2 + i) * 4, i == sectors - 1 ? EndOfChain : (uint)(3 + i));

        var directory = file.AsSpan(Sector * 2, Sector);
        Entry(directory, "Root Entry", type: 5, child: 1, start: EndOfChain, size: 0);
        Entry(directory[128..], "Workbook", type: 2, child: uint.MaxValue, start: 2, size: (uint)(sectors * Sector));
        workbook.CopyTo(file, Sector * 3);
        return new MemoryStream(file);
    }

    private static void Entry(Span<byte> entry, string name, byte type, uint child, uint start, uint size)
    {
        var bytes = Encoding.Unicode.GetBytes(name + "\0");
        bytes.CopyTo(entry);
        entry[64] = (byte)bytes.Length;
        entry[66] = type;
        entry[67] = 1;
        Put(entry, 68, uint.MaxValue);
        Put(entry, 72, uint.MaxValue);
        Put(entry, 76, child);
        Put(entry, 116, start);
        Put(entry, 120, size);
    }

    private static void Put(Span<byte> at, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(at[offset..], value);
}
