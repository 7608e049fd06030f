namespace AfterSales.Application.Evidence.Packs;

/// <summary>The check sum that ZIP uses (IEEE 802.3, reflected); the framework has it in no assembly of its own.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];
    private uint _register = uint.MaxValue;

    public uint Value => ~_register;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = new Crc32();
        sum.Append(bytes);
        return sum.Value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var register = _register;
        foreach (var one in bytes) register = Table[(byte)(register ^ one)] ^ (register >> 8);
        _register = register;
    }

    private static uint Entry(int index)
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++) entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
        return entry;
    }
}
