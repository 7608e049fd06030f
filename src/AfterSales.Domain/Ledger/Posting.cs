using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Ledger;

/// <summary>The accounts of the ledger. A plus on <see cref="Borne"/> is a cost; what a party still owes is the balance of what it bears.</summary>
public enum LedgerAccount
{
    /// <summary>What a party bears.</summary>
    Borne,

    /// <summary>What was granted to buyers and not handed over yet (minus: owed).</summary>
    Owed,

    /// <summary>What was handed over and is not confirmed yet.</summary>
    InTransit,

    /// <summary>What was paid to buyers.</summary>
    Paid,

    /// <summary>What goods that left cost.</summary>
    Goods,

    /// <summary>What came in from who had to bear it, by who paid.</summary>
    Recovered,
}

/// <summary>Why something was booked.</summary>
public enum PostingKind
{
    Approved,
    Sent,
    Confirmed,
    Failed,
    Voided,
    Reshared,
    GoodsShipped,
    Recovered,

    /// <summary>A claim is over and a party does not pay all it bears: the store takes over the rest.</summary>
    ClaimLost,

    /// <summary>A claim is over and a party paid more than it bears: the store has the gain.</summary>
    Surplus,
}

/// <summary>
/// One booking, of entries that add up to nothing (double entry). Append-only, and booked once: <see cref="Key"/> is unique in the store.
/// </summary>
public sealed class Posting : IStoreOwned
{
    private readonly List<LedgerEntry> _entries = [];

    private Posting() { }

    internal Posting(Guid storeId, Guid caseId, Guid actionId, Guid? payoutId, PostingKind kind, string key, DateTimeOffset at)
    {
        Id = Ids.New(at);
        StoreId = storeId;
        CaseId = caseId;
        ActionId = actionId;
        PayoutId = payoutId;
        Kind = kind;
        Key = key;
        At = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ActionId { get; private set; }
    public Guid? PayoutId { get; private set; }
    public PostingKind Kind { get; private set; }

    /// <summary>What makes it the same booking.</summary>
    public string Key { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>Who caused it.</summary>
    public Posting By(Guid? id, string name)
    {
        (ById, ByName) = (id, name);
        return this;
    }

    /// <param name="from">Who it came from, on an account that asks.</param>
    internal Posting With(LedgerAccount account, decimal yuan, Share? from = null)
    {
        if (yuan != 0) _entries.Add(new LedgerEntry(this, account, yuan, from));
        return this;
    }

    internal Posting With(Shares shares, decimal yuan)
    {
        foreach (var (share, part) in shares.Split(Math.Abs(yuan)))
            if (part != 0) _entries.Add(new LedgerEntry(this, LedgerAccount.Borne, yuan < 0 ? -part : part, share));
        return this;
    }

    internal Posting Balanced() =>
        _entries.Sum(entry => entry.Yuan) == 0 ? this : throw new InvalidOperationException($"The booking {Key} does not balance.");
}

/// <summary>One line of a booking. Yuan, plus or minus, never nothing.</summary>
public sealed class LedgerEntry : IStoreOwned
{
    private LedgerEntry() { }

    internal LedgerEntry(Posting posting, LedgerAccount account, decimal yuan, Share? share)
    {
        StoreId = posting.StoreId;
        PostingId = posting.Id;
        Account = account;
        Yuan = yuan;
        (Party, PartyName, PersonId) = (share?.Party, share?.Name, share?.PersonId);
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PostingId { get; private set; }
    public LedgerAccount Account { get; private set; }
    public decimal Yuan { get; private set; }

    /// <summary>Who bears it, or paid it back; null on the other accounts.</summary>
    public Party? Party { get; private set; }

    public string? PartyName { get; private set; }
    public Guid? PersonId { get; private set; }
}
