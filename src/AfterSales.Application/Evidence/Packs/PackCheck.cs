using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>What may be wrong with a pack.</summary>
public enum PackProblem
{
    NotAZip,
    CutOff,
    /// <summary>Put together by something else: what it says cannot be relied on.</summary>
    Foreign,
    TooMuch,
    UnsafePath,
    Duplicate,
    NoManifest,
    ManifestUnreadable,
    ManifestOther,
    Missing,
    Extra,
    WrongSize,
    WrongHash,
}

/// <summary>One finding, and the file it is about; null where it is about the whole.</summary>
public sealed record PackFinding(PackProblem Problem, string? Path = null);

/// <summary>What a check came to.</summary>
/// <param name="ManifestSha256">As computed; null where there is no manifest.</param>
public sealed record PackVerdict(IReadOnlyList<PackFinding> Findings, PackManifest? Manifest, string? ManifestSha256);

/// <summary>
/// Checks a pack by itself, without database or network: that it is put together as packs are, that every file its manifest lists is there with the size and hash it says, and that nothing
/// else is. It reads files as they lie, unpacks nothing and writes nothing; what it keeps in memory is bounded, whatever the ZIP claims.
/// </summary>
public sealed class PackCheck
{
    /// <summary>Files in one pack.</summary>
    public const int MostFiles = 10_000;

    private const int MostDirectory = 8 << 20;
    private const int MostManifest = 8 << 20;
    private const int MostName = 1_200;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _zip;
    private readonly List<PackFinding> _findings = [];
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private PackCheck(Stream zip) => _zip = zip;

    /// <param name="zip">Can be read from any place.</param>
    /// <param name="sha256">What the manifest's SHA-256 has to be, as the case says; null where nobody knows.</param>
    public static PackVerdict Check(Stream zip, string? sha256 = null)
    {
        var check = new PackCheck(zip);
        try
        {
            if (check.Entries() is { } problem) return new([problem], null, null);
            return check.Content(sha256);
        }
        catch (EndOfStreamException)
        {
            return new([new(PackProblem.CutOff)], null, null);
        }
    }

    private PackFinding? Entries()
    {
        if (_zip.Length < StoredZip.EndRecord) return new(PackProblem.NotAZip);
        var begins = BinaryPrimitives.ReadUInt32LittleEndian(At(0, 4));
        var end = At(_zip.Length - StoredZip.EndRecord, StoredZip.EndRecord);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != StoredZip.EndSignature)
            return new(begins is StoredZip.LocalSignature ? PackProblem.CutOff : PackProblem.NotAZip);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12)), offset = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        if (count > MostFiles || size > MostDirectory) return new(PackProblem.TooMuch);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(4)) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(20)) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(8)) != count || offset + size + StoredZip.EndRecord != _zip.Length)
            return new(PackProblem.Foreign);
        return Directory(At(offset, (int)size), count, offset);
    }

    // Every file lies right behind the one before it, stored as it is, and both of its headers say the same.
    private PackFinding? Directory(ReadOnlySpan<byte> directory, int count, long until)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long at = 0;
        for (var i = 0; i < count; i++)
        {
            if (directory.Length < StoredZip.CentralHeader || BinaryPrimitives.ReadUInt32LittleEndian(directory) != StoredZip.CentralSignature) return new(PackProblem.Foreign);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            var (extra, comment, offset) = (BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]), BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]), BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]));
            var fields = directory[6..30];
            if (extra != 0 || comment != 0 || offset != at || nameLength is 0 or > MostName || directory.Length < StoredZip.CentralHeader + nameLength || !StoredZip.IsOurs(directory)) return new(PackProblem.Foreign);
            if (NameOf(directory.Slice(StoredZip.CentralHeader, nameLength)) is not { } name) return new(PackProblem.UnsafePath);
            if (!names.Add(name)) return new(PackProblem.Duplicate, name);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(fields[14..]);
            if (BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]) != StoredZip.Flags || BinaryPrimitives.ReadUInt16LittleEndian(fields[4..]) != 0 || BinaryPrimitives.ReadUInt32LittleEndian(fields[18..]) != size) return new(PackProblem.Foreign, name);
            var data = at + StoredZip.LocalHeader + nameLength;
            if (data + size > until) return new(PackProblem.CutOff, name);
            var local = At(at, StoredZip.LocalHeader + nameLength).AsSpan();
            if (BinaryPrimitives.ReadUInt32LittleEndian(local) != StoredZip.LocalSignature || !local[4..28].SequenceEqual(fields) || BinaryPrimitives.ReadUInt16LittleEndian(local[28..]) != 0
                || !local[StoredZip.LocalHeader..].SequenceEqual(directory.Slice(StoredZip.CentralHeader, nameLength)))
                return new(PackProblem.Foreign, name);
            _entries[name] = new(data, size, BinaryPrimitives.ReadUInt32LittleEndian(fields[10..]));
            at = data + size;
            directory = directory[(StoredZip.CentralHeader + nameLength)..];
        }
        return directory.IsEmpty && at == until ? null : new(PackProblem.Foreign);
    }

    private PackVerdict Content(string? sha256)
    {
        if (!_entries.Remove(PackManifest.Path, out var manifest)) return new([new(PackProblem.NoManifest)], null, null);
        if (manifest.Size > MostManifest) return new([new(PackProblem.TooMuch, PackManifest.Path)], null, null);
        var bytes = At(manifest.At, (int)manifest.Size);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (sha256 is not null && !string.Equals(sha256.Trim(), hash, StringComparison.OrdinalIgnoreCase)) _findings.Add(new(PackProblem.ManifestOther));
        if (Crc32.Of(bytes) != manifest.Crc32) _findings.Add(new(PackProblem.Foreign, PackManifest.Path));
        if (PackManifest.Read(bytes) is not { } said) return new([.. _findings, new(PackProblem.ManifestUnreadable)], null, hash);
        foreach (var file in said.Files)
            if (ProblemOf(file) is { } problem) _findings.Add(new(problem, file.Path));
        _findings.AddRange(_entries.Keys.Select(path => new PackFinding(PackProblem.Extra, path)));
        return new(_findings, said, hash);
    }

    private PackProblem? ProblemOf(ManifestFile file)
    {
        if (!_entries.Remove(file.Path, out var entry)) return PackProblem.Missing;
        if (entry.Size != file.Size) return PackProblem.WrongSize;
        var (sha256, crc32) = SumsOf(entry);
        // A wrong check sum tells whoever unpacks it that a file is damaged, and it is not.
        return sha256 != file.Sha256 ? PackProblem.WrongHash : crc32 != entry.Crc32 ? PackProblem.Foreign : null;
    }

    private (string Sha256, uint Crc32) SumsOf(Entry entry)
    {
        var sum = new Crc32();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[128 * 1024];
        _zip.Position = entry.At;
        for (var left = entry.Size; left > 0;)
        {
            var part = block.AsSpan(0, (int)Math.Min(block.Length, left));
            _zip.ReadExactly(part);
            hash.AppendData(part);
            sum.Append(part);
            left -= part.Length;
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), sum.Value);
    }

    private byte[] At(long offset, int count)
    {
        var bytes = new byte[count];
        _zip.Position = offset;
        _zip.ReadExactly(bytes);
        return bytes;
    }

    // Null for what could be unpacked to anywhere but below the folder it is unpacked in, or shown as something else.
    private static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var name = Strict.GetString(bytes);
            return name.Any(c => char.IsControl(c) || c is '\\' or ':') || name.Split('/').Any(part => part is "" or "." or "..") ? null : name;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private sealed record Entry(long At, long Size, uint Crc32);
}
