using System.Globalization;
using System.Text;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Ledger;

/// <summary>How money reaches the buyer.</summary>
public enum PayoutMethod
{
    /// <summary>A refund of the order, by the platform.</summary>
    Refund,

    /// <summary>小额打款: a small transfer beside the order.</summary>
    SmallTransfer,

    /// <summary>A coupon of the shop.</summary>
    Coupon,
}

/// <summary>Where a payout stands.</summary>
public enum PayoutState
{
    /// <summary>Waits for an approval.</summary>
    Requested,

    /// <summary>May be paid: approved, or within the authority of who asked.</summary>
    Approved,

    /// <summary>Handed over; whether the money arrived is not known yet. It is never handed over again in this state.</summary>
    Sent,

    Confirmed,

    /// <summary>The money did not go; it may be tried again.</summary>
    Failed,

    /// <summary>Not wanted any more. No money moved.</summary>
    Voided,
}

/// <summary>
/// One payment to a buyer (SPEC 4.2): requested → approved → sent → confirmed or failed. Whoever hands it over does so once per attempt, under a key
/// that the outside can recognise; the ledger books each step once (<see cref="Postings"/>).
/// </summary>
public sealed partial class Payout : IStoreOwned
{
    public const int MaxPayee = 100;
    public const int MaxReceipt = 64;
    public const int MaxTrouble = 500;
    public const int MaxKey = 64;

    private Payout() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ActionId { get; private set; }
    public Guid CustomerId { get; private set; }
    public string? OrderNo { get; private set; }

    /// <summary>The remedy it pays for, in the outcomes catalogue's word.</summary>
    public string Remedy { get; private set; } = "";

    public PayoutMethod Method { get; private set; }

    /// <summary>Where it goes, as the method names it; null: back by the order's own way.</summary>
    public string? Payee { get; private set; }

    /// <summary>The payee as <see cref="KeyOf"/> compares it.</summary>
    public string? PayeeKey { get; private set; }

    /// <summary>Yuan.</summary>
    public decimal Amount { get; private set; }

    /// <summary>Who bears it.</summary>
    public Shares Shares { get; private set; } = Shares.OfStore;

    public PayoutState State { get; private set; }

    /// <summary>The approval it is paid under; null while there is none, and where none was needed.</summary>
    public Guid? ApprovalId { get; private set; }

    /// <summary>Nobody had to be asked: it was within the authority of who agreed it, and counts against it.</summary>
    public bool IsOwnAuthority { get; private set; }

    public Guid? RequestedById { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When a connector that pays by itself took this attempt; null before, and where people pay.</summary>
    public DateTimeOffset? HandedAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>How often it was handed over.</summary>
    public int Attempt { get; private set; }

    /// <summary>The batch it was handed over with, if any.</summary>
    public Guid? BatchId { get; private set; }

    /// <summary>Through what it was handed over: <c>manual</c>, <c>file</c>, or another connector.</summary>
    public string? Connector { get; private set; }

    /// <summary>What the click or call was that handed it over last, so that the same one again changes nothing; null where it named none.</summary>
    public string? SentKey { get; private set; }

    /// <summary>The number that the platform gave for it.</summary>
    public string? ReceiptNo { get; private set; }

    /// <summary>The same, unique among the store's payouts of one method; null where two were confirmed by one number before that was refused.</summary>
    public string? ReceiptKey { get; private set; }

    /// <summary>Why it failed last.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Since when it waits for somebody to look at what it looks like; null while nothing stops it.</summary>
    public DateTimeOffset? HeldAt { get; private set; }

    /// <summary>Payouts that look like it and that somebody has looked at and let pass, by their ids.</summary>
    public Guid[] Cleared { get; private set; } = [];

    public int Version { get; private set; }

    /// <summary>What the outside knows an attempt by; the same attempt is never handed over twice.</summary>
    public string AttemptKey => KeyOfAttempt(Id, Attempt);

    public static string KeyOfAttempt(Guid id, int attempt) => string.Create(CultureInfo.InvariantCulture, $"{id:N}-{attempt}");

    public static Payout Request(Guid id, Guid storeId, Guid caseId, Guid actionId, Guid customerId, string? orderNo, string remedy, PayoutMethod method, string? payee, decimal amount, Shares shares, Guid? byId, DateTimeOffset at)
    {
        if (!Money.IsPayable(amount)) throw new ArgumentOutOfRangeException(nameof(amount), amount, "Not a payable amount.");
        return new Payout
        {
            Id = id,
            StoreId = storeId,
            CaseId = caseId,
            ActionId = actionId,
            CustomerId = customerId,
            OrderNo = orderNo,
            Remedy = remedy,
            Method = method,
            Payee = payee,
            PayeeKey = KeyOf(payee),
            Amount = amount,
            Shares = shares,
            RequestedById = byId,
            RequestedAt = at,
            State = PayoutState.Requested,
            Version = 1,
        };
    }

    /// <summary>May be paid, at no more than was asked for.</summary>
    /// <param name="approvalId">Null where it is within one's own authority.</param>
    public Posting Approve(Guid? approvalId, decimal amount, DateTimeOffset at)
    {
        if (State != PayoutState.Requested) throw new InvalidOperationException($"A {State} payout was approved.");
        if (amount > Amount) throw new InvalidOperationException("A payout was approved at more than was asked for.");
        (State, ApprovalId, IsOwnAuthority, Amount, ApprovedAt) = (PayoutState.Approved, approvalId, approvalId is null, amount, at);
        Version++;
        return Postings.Approved(this, at);
    }

    /// <summary>Whether it may be handed over: it was approved, and no attempt is under way or went well.</summary>
    public bool IsPayable => State is PayoutState.Approved or PayoutState.Failed;

    /// <summary>Is handed over now, once.</summary>
    /// <param name="key">Names the click or call, see <see cref="SentKey"/>.</param>
    public Result<Posting> Send(string connector, Guid? batchId, string? key, DateTimeOffset at)
    {
        if (!IsPayable) return Refusal.Rule("payout.not_payable", State);
        (State, Attempt, SentAt, Connector, BatchId, SentKey) = (PayoutState.Sent, Attempt + 1, at, connector, batchId, key);
        (Trouble, HeldAt, HandedAt) = (null, null, null);
        Leave();
        Version++;
        return Postings.Sent(this, at);
    }

    /// <summary>The same click or call handed it over before: there is nothing left to do.</summary>
    public bool WasSentBy(string? key) => key is not null && SentKey == key && State is (PayoutState.Sent or PayoutState.Confirmed);

    /// <summary>The money arrived.</summary>
    public Result<Posting> Confirm(string receiptNo, DateTimeOffset at)
    {
        if (State != PayoutState.Sent) return Refusal.Rule("payout.not_sent", State);
        if (PlainText.IsBlank(receiptNo)) return Refusal.Invalid("action.receipt_needed") with { Field = nameof(ReceiptNo) };
        if (receiptNo.Length > MaxReceipt) return Refusal.Invalid("payout.receipt_invalid", MaxReceipt) with { Field = nameof(ReceiptNo) };
        (State, ReceiptNo, ReceiptKey, ConfirmedAt) = (PayoutState.Confirmed, receiptNo, receiptNo, at);
        Version++;
        return Postings.Confirmed(this, at);
    }

    /// <summary>The money did not go.</summary>
    public Result<Posting> Fail(string trouble, DateTimeOffset at)
    {
        if (State != PayoutState.Sent) return Refusal.Rule("payout.not_sent", State);
        if (PlainText.IsBlank(trouble)) return Refusal.Invalid("action.reason_needed") with { Field = nameof(Trouble) };
        if (trouble.Length > MaxTrouble) return Refusal.Invalid("action.text_too_long", MaxTrouble) with { Field = nameof(Trouble) };
        (State, Trouble) = (PayoutState.Failed, trouble);
        Version++;
        return Postings.Failed(this, at);
    }

    /// <summary>Not wanted any more. The posting takes back what was booked; null where nothing was.</summary>
    public Result<Posting?> Void(DateTimeOffset at)
    {
        if (State is PayoutState.Sent or PayoutState.Confirmed) return Refusal.Rule("action.money_moved");
        if (State == PayoutState.Voided) return Refusal.Rule("action.voided");
        var wasBooked = State is PayoutState.Approved or PayoutState.Failed;
        State = PayoutState.Voided;
        Leave();
        Version++;
        return new Result<Posting?>(wasBooked ? Postings.Voided(this, at) : null);
    }

    /// <summary>Somebody looked at what looks alike, and lets it pass.</summary>
    public void Clear(IEnumerable<Guid> alike)
    {
        Cleared = [.. Cleared.Union(alike)];
        HeldAt = null;
        Version++;
    }

    /// <summary>Stopped for a human look; answers whether it was not stopped already.</summary>
    public bool Hold(DateTimeOffset at)
    {
        if (HeldAt is not null) return false;
        HeldAt = at;
        Version++;
        return true;
    }

    /// <summary>What makes two payees the same, however they are typed: case, width, spaces, dashes and what is drawn as nothing say nothing.</summary>
    public static string? KeyOf(string? payee)
    {
        if (payee is null) return null;
        var key = string.Concat(payee.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(Tells)).ToUpperInvariant();
        return key.Length == 0 ? payee : key;
    }

    private static bool Tells(Rune rune) =>
        !PlainText.IsInvisible(rune) && rune.Value is not ('_' or '·' or '\u2212') && Rune.GetUnicodeCategory(rune) != UnicodeCategory.DashPunctuation;

    /// <summary>Others bear it. The posting moves what was booked; null where nothing was.</summary>
    public Posting? Share(Shares shares, DateTimeOffset at)
    {
        var before = Shares;
        Shares = shares;
        Version++;
        return State is PayoutState.Requested or PayoutState.Voided ? null : Postings.Reshared(this, before, at);
    }
}
