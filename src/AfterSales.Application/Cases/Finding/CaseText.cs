using AfterSales.Domain.Conversations;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases.Finding;

/// <summary>What the conversation of a case is found by. Follows from its messages; written by <see cref="CatchUpTexts"/> alone.</summary>
public sealed class CaseText : IStoreOwned
{
    private CaseText() { }

    public Guid CaseId { get; private set; }
    public Guid StoreId { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The week in which the case was opened, by which the index is parted (<c>text_keys</c>).</summary>
    public int Week { get; private set; }

    /// <summary>See <see cref="TextGrams"/>.</summary>
    public int[] Grams { get; private set; } = [];
}

/// <summary>How far the conversations of a store have been read in; a store without this row has none yet.</summary>
public sealed class TextState : IStoreOwned
{
    private TextState() { }

    public Guid StoreId { get; private set; }

    /// <summary>By which <see cref="CatchUpTexts.Shape"/> they were read: another one means to read them anew.</summary>
    public int Shape { get; private set; }

    /// <summary>Cases opened from here on have been read; null: all of them.</summary>
    public DateTimeOffset? ReadBackTo { get; private set; }

    /// <summary>The last case that was read, where several were opened at that moment.</summary>
    public Guid ReadBackToId { get; private set; }
}
