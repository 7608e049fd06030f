using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>A buyer of one store, known by nick (旺旺) or platform id.</summary>
public sealed class Customer : IStoreOwned
{
    private Customer() { }

    public Customer(Guid id, Guid storeId, string nick, DateTimeOffset firstSeenAt)
    {
        Id = id;
        StoreId = storeId;
        Nick = nick;
        FirstSeenAt = firstSeenAt;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>Unique in the store.</summary>
    public string Nick { get; private set; } = "";

    public DateTimeOffset FirstSeenAt { get; private set; }
    public Flag? Flag { get; private set; }

    /// <summary>Null: no flag stands.</summary>
    public ExtortionFlag? Extortion { get; private set; }

    public int Version { get; private set; }

    public Result Mark(Flag? flag)
    {
        if (flag is { Memo.Length: > 500 }) return Refusal.Invalid("flag.memo_too_long") with { Field = nameof(Flag.Memo) };
        Flag = flag;
        Version++;
        return Result.Done;
    }

    /// <summary>A person sets the extortion flag, or lifts it, with a reason (SPEC 4.3).</summary>
    public Result FlagExtortion(bool isSet, string reason, string by, DateTimeOffset at)
    {
        if (PlainText.IsBlank(reason)) return Refusal.Invalid("extortion.reason_needed") with { Field = nameof(ExtortionFlag.Reason) };
        if (reason.Length > ExtortionFlag.MaxReason) return Refusal.Invalid("extortion.reason_too_long", ExtortionFlag.MaxReason) with { Field = nameof(ExtortionFlag.Reason) };
        if (isSet == Extortion is not null) return Refusal.Rule(isSet ? "extortion.flagged_already" : "extortion.not_flagged", Nick);
        Extortion = isSet ? new ExtortionFlag(reason, by, at) : null;
        Version++;
        return Result.Done;
    }
}
