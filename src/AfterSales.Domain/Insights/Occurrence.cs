using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Insights;

/// <summary>What reports count (SPEC 7, 8).</summary>
public enum OccurrenceKind
{
    /// <summary>A case was opened.</summary>
    Opened,

    /// <summary>A case was opened again; the person is who had resolved it.</summary>
    Reopened,

    /// <summary>A case was resolved, by the person.</summary>
    Resolved,

    /// <summary>A piece of goods that a case is about, once for each style and batch. The word is the case's type; null while it has none.</summary>
    Piece,

    /// <summary>The same, of goods that were shipped, on the day on which they were: what is set against the pieces shipped on that day. The word is the case's type.</summary>
    Faulty,

    /// <summary>A clock's promise was kept, or missed: at the moment of the stop, or of the breach. The word is the clock's kind.</summary>
    Promise,

    /// <summary>A clock stopped because what it waits for was done; the seconds are its working time. The word is the clock's kind.</summary>
    Took,

    /// <summary>The person answered a buyer; the seconds are what passed of that person's working time. None where nothing of it was. The word is <c>First</c> of the case, or <c>Later</c>.</summary>
    Replied,

    /// <summary>A buyer's wait for a person's answer ended; the person is who was responsible when it was missed, else who answered.</summary>
    Waited,

    /// <summary>A party came to bear a cost, or bears it no more (minus).</summary>
    Borne,

    /// <summary>A buyer was paid.</summary>
    Paid,

    /// <summary>A party paid back what it bore.</summary>
    Recovered,

    /// <summary>A remedy was carried out. The word is the remedy.</summary>
    Remedy,

    /// <summary>A claim ended. The word is <c>Done</c> or <c>Failed</c>.</summary>
    Claim,

    /// <summary>A buyer was asked whether it is settled. The word is the outcome.</summary>
    FollowUp,

    /// <summary>A buyer gave a mark. The word is the mark, 1 to 5.</summary>
    Satisfaction,

    /// <summary>The person asked for an approval.</summary>
    ApprovalAsked,

    /// <summary>What the person asked for was decided. The word is the state it came to.</summary>
    ApprovalDecided,

    /// <summary>A review was recorded. The word is its rating.</summary>
    Review,

    /// <summary>Something became of a review. The word is the outcome.</summary>
    ReviewEnded,

    /// <summary>A review is gone, or rates better than it did.</summary>
    ReviewRescued,

    /// <summary>Somebody tagged what the buyer thinks of goods. The word is the opinion.</summary>
    Opinion,
}

/// <summary>
/// One dated thing of a case that reports count, with everything it can be counted by. It follows from the history and is written by nobody but
/// the catching-up; what it says is never corrected by hand, only worked out anew.
/// </summary>
public sealed class Occurrence : IStoreOwned
{
    private Occurrence() { }

    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public OccurrenceKind Kind { get; private set; }

    /// <summary>What it came from, so that it is counted once: with case and kind unique.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Tells apart what is of one kind, see <see cref="OccurrenceKind"/>; else null.</summary>
    public string? Word { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The day by the store's wall clock.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Day of the week (1 is Monday) and hour by the store's wall clock: <c>1-09</c>.</summary>
    public string Hour { get; private set; } = "";

    /// <summary>The type of the case, as it is now; null while it has none.</summary>
    public string? Type { get; private set; }

    public string? Subtype { get; private set; }

    /// <summary>Whom the playbook holds responsible, in the outcomes catalogue's word.</summary>
    public string? Responsible { get; private set; }

    /// <summary>Who bears or paid back, where money is counted.</summary>
    public string? Party { get; private set; }

    public string? PartyName { get; private set; }

    /// <summary>款号 of the goods; of a case about several, of the first of them.</summary>
    public string? Style { get; private set; }

    public string? Batch { get; private set; }

    /// <summary>Who made or delivered the goods, where the imported item says it.</summary>
    public string? Supplier { get; private set; }

    /// <summary>Who carried the parcel.</summary>
    public string? Courier { get; private set; }

    /// <summary>Whose work it was; for what nobody did, whose case it is; for what was missed, whose case it was then, or nobody's.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>Of a promise: it was missed.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Whole seconds, where time is counted.</summary>
    public int? Seconds { get; private set; }

    /// <summary>Yuan, where money is counted.</summary>
    public decimal? Yuan { get; private set; }
}
