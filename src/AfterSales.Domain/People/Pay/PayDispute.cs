using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Pay;

public enum DisputeState
{
    Open,

    /// <summary>The line was waived or changed.</summary>
    Accepted,
    Declined,
}

/// <summary>A person says that a line of their sheet is wrong; somebody else decides, with a reason. Both stand.</summary>
public sealed class PayDispute : IStoreOwned
{
    public const int MaxWords = 500;

    private PayDispute() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateOnly Month { get; private set; }

    /// <summary>As it stood when it was disputed: who decides sees this line, not the sheet.</summary>
    public PayLine Line { get; private set; } = new(default, null, 0, null, 0);

    /// <summary>By which the line is found again (<see cref="PayLine.Key"/>).</summary>
    public string LineKey { get; private set; } = "";

    public string Words { get; private set; } = "";
    public DateTimeOffset RaisedAt { get; private set; }
    public DisputeState State { get; private set; }

    /// <summary>What <see cref="Line"/> comes to by the decision; null where it stays.</summary>
    public decimal? Yuan { get; private set; }

    /// <summary>How much more than it came to. The line goes on counting while its month runs, so what was decided is this difference and not a sum.</summary>
    public decimal Granted => Yuan is { } yuan ? yuan - Line.Yuan : 0;

    public string? Reason { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedBy { get; private set; }

    public static Result<PayDispute> Raise(Guid storeId, Guid personId, DateOnly month, PayLine line, string words, DateTimeOffset now)
    {
        if (PlainText.IsBlank(words) || words.Length > MaxWords) return Refusal.Invalid("dispute.words_needed", MaxWords) with { Field = nameof(Words) };
        return new PayDispute { Id = Ids.New(now), StoreId = storeId, PersonId = personId, Month = month, Line = line, LineKey = line.Key, Words = words, RaisedAt = now };
    }

    /// <summary>Whether it is about something that a rule takes off. What is paid is said by who manages pay, or a dispute would be a way around them.</summary>
    public bool IsOfPenalty => PayLine.Penalties.Contains(Line.Kind);

    /// <param name="yuan">What <see cref="Line"/> comes to instead; null: it stays.</param>
    public Result Decide(decimal? yuan, string reason, Actor by, DateTimeOffset now)
    {
        if (by.PersonId == PersonId) return Refusal.Rule("dispute.own");
        if (!IsOfPenalty && !by.May(Permission.ManagePay)) return Refusal.Rule("dispute.owner_decides");
        if (State != DisputeState.Open) return Refusal.Conflict("dispute.decided", DecidedBy ?? "");
        if (PlainText.IsBlank(reason) || reason.Length > MaxWords) return Refusal.Invalid("dispute.reason_needed", MaxWords) with { Field = nameof(Reason) };
        // In the person's favour, or not at all: what was disputed does not become worse by it. A penalty is waived at best.
        if (yuan is { } amount && (amount <= Line.Yuan || amount > (IsOfPenalty ? 0 : Money.Most) || !Money.IsWholeFen(amount)))
            return Refusal.Invalid(IsOfPenalty ? "dispute.penalty_invalid" : "dispute.amount_invalid", Line.Yuan) with { Field = nameof(Yuan) };
        (State, Yuan, Reason, DecidedAt, DecidedById, DecidedBy) = (yuan is null ? DisputeState.Declined : DisputeState.Accepted, yuan, reason, now, by.Id, by.Name);
        return Result.Done;
    }
}
