namespace AfterSales.Domain.Importing;

/// <summary>Walks along a written date, one piece at a time.</summary>
internal ref struct DateScanner(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>A number of one to <paramref name="longest"/> digits; a year has exactly four.</summary>
    public bool Number(int longest, out int value)
    {
        value = 0;
        var length = 0;
        while (length < rest.Length && length < longest && char.IsAsciiDigit(rest[length]))
            value = (value * 10) + (rest[length++] - '0');
        rest = rest[length..];
        return longest == 4 ? length == 4 : length > 0;
    }

    public bool One(string of)
    {
        if (rest.IsEmpty || !of.Contains(rest[0], StringComparison.Ordinal)) return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>Passes blanks or the ISO `T`; always true, for use in a condition.</summary>
    public bool Spaces()
    {
        while (!rest.IsEmpty && (rest[0] == 'T' || CellText.IsBlank(rest[0]))) rest = rest[1..];
        return true;
    }

    public void Fraction()
    {
        if (rest.Length < 2 || rest[0] != '.') return;
        rest = rest[1..];
        while (!rest.IsEmpty && char.IsAsciiDigit(rest[0])) rest = rest[1..];
    }

    /// <summary>`Z`, `+08:00`, `+0800` or nothing (true, null).</summary>
    public bool Offset(out TimeSpan? offset)
    {
        offset = null;
        if (rest.IsEmpty) return true;
        if (One("Zz"))
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var negative = rest[0] == '-';
        if (!One("+-") || !Number(2, out var hours)) return false;
        One(":");
        if (!Number(2, out var minutes) || hours > 13 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0) * (negative ? -1 : 1);
        return true;
    }
}
