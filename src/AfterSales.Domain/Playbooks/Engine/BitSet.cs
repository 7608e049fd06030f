using System.Numerics;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>A set of small numbers: the rows of a table that are still in question. Never changed once made.</summary>
internal readonly struct BitSet : IEquatable<BitSet>
{
    private readonly ulong[] _words;

    private BitSet(ulong[] words) => _words = words;

    public static BitSet Empty(int size) => new(new ulong[Math.Max(1, (size + 63) / 64)]);

    public static BitSet Of(int size, Func<int, bool> belongs)
    {
        var set = Empty(size);
        for (var i = 0; i < size; i++)
        {
            if (belongs(i))
                set._words[i / 64] |= 1UL << i;
        }

        return set;
    }

    public static BitSet All(int size) => Of(size, _ => true);

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>The lowest member, or -1.</summary>
    public int First
    {
        get
        {
            for (var i = 0; i < _words.Length; i++)
            {
                if (_words[i] != 0)
                    return (i * 64) + BitOperations.TrailingZeroCount(_words[i]);
            }

            return -1;
        }
    }

    public bool Has(int member) => (_words[member / 64] & (1UL << member)) != 0;

    public BitSet And(in BitSet other)
    {
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = _words[i] & other._words[i];
        return new BitSet(words);
    }

    public BitSet Or(in BitSet other)
    {
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = _words[i] | other._words[i];
        return new BitSet(words);
    }

    /// <summary>Without the members above this one.</summary>
    public BitSet UpTo(int member)
    {
        var words = (ulong[])_words.Clone();
        words[member / 64] &= ulong.MaxValue >> (63 - (member % 64));
        Array.Clear(words, (member / 64) + 1, words.Length - (member / 64) - 1);
        return new BitSet(words);
    }

    /// <summary>The lowest member alone, of a set that has one.</summary>
    public BitSet Lowest()
    {
        var words = new ulong[_words.Length];
        var first = First;
        words[first / 64] = 1UL << first;
        return new BitSet(words);
    }

    public bool IsWithin(in BitSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & ~other._words[i]) != 0)
                return false;
        }

        return true;
    }

    public bool Meets(in BitSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0)
                return true;
        }

        return false;
    }

    public IEnumerable<int> Members()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var word = _words[i]; word != 0; word &= word - 1)
                yield return (i * 64) + BitOperations.TrailingZeroCount(word);
        }
    }

    public bool Equals(BitSet other) => _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is BitSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 17UL;
        foreach (var word in _words)
            hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
        return (int)(hash >> 32);
    }
}
