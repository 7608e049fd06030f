using System.Buffers.Binary;
using System.Buffers.Text;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <summary>What a person said of a piece of evidence, as the archive is searched by it.</summary>
public enum ArchiveVerdict
{
    Accepted,
    Rejected,

    /// <summary>Nobody has said yet.</summary>
    None,
}

/// <summary>Which evidence of the archive is meant. Whatever is not said does not matter; everything that is said holds. Days and months are those of the store's wall clock.</summary>
public sealed record ArchiveFilter
{
    /// <summary>The person of what nobody of the store added: it came through a channel.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    /// <summary>Most items that can be chosen one by one.</summary>
    public const int MostChosen = 200;

    public CaseType? Type { get; init; }

    /// <summary>Of cases without a type.</summary>
    public bool IsUnclassified { get; init; }

    /// <summary>The first day of a month: the folder 年-月.</summary>
    public DateOnly? Month { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day, itself included.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>A part of the customer's id; of two characters or less, its beginning.</summary>
    public string? Customer { get; init; }

    public string? OrderNo { get; init; }
    public string? CaseNumber { get; init; }

    /// <summary>款号: of the order's lines, or of the one line that the item is about.</summary>
    public string? Style { get; init; }

    /// <summary>批次, in the same way; it stands in a column of that name of the imported file.</summary>
    public string? Batch { get; init; }

    public string? Label { get; init; }

    /// <summary>Who added it; <see cref="Nobody"/>: it came through a channel.</summary>
    public Guid? Person { get; init; }

    public ArchiveVerdict? Verdict { get; init; }

    /// <summary>Chosen one by one, at most <see cref="MostChosen"/>; empty: all that the rest finds.</summary>
    public IReadOnlyList<Guid> Chosen { get; init; } = [];

    /// <summary>Whether something is said that is no folder.</summary>
    public bool IsSearch => this with { Type = null, IsUnclassified = false, Month = null } != new ArchiveFilter() { Chosen = Chosen };

    /// <summary>Without what no database takes.</summary>
    internal ArchiveFilter Storable() => this with
    {
        Customer = Storable(Customer),
        OrderNo = Storable(OrderNo),
        CaseNumber = Storable(CaseNumber),
        Style = Storable(Style),
        Batch = Storable(Batch),
        Label = Storable(Label),
    };

    private static string? Storable(string? text) => text is null ? null : PlainText.Storable(text).Trim();

    /// <summary>Whether it goes by the case, so that cases are looked for first.</summary>
    internal bool NamesCases => Customer is not null || OrderNo is not null || CaseNumber is not null || Style is not null || Batch is not null;
}

/// <summary>The last item of a page; the next page begins after it. It only names a place in a list that the store and the filter have cut already.</summary>
public readonly record struct ArchiveCursor(DateTimeOffset At, Guid Id)
{
    private const int Length = sizeof(long) + 16;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.UtcTicks);
        Id.TryWriteBytes(bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null for what is no place in a list.</summary>
    public static ArchiveCursor? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text is null || !Base64Url.IsValid(text, out var length) || length != Length || !Base64Url.TryDecodeFromChars(text, bytes, out _)) return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks ? null : new(new(ticks, TimeSpan.Zero), new(bytes[sizeof(long)..]));
    }
}
