using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

public sealed partial class Case
{
    /// <summary>Something was agreed by phone that the buyer has not confirmed in chat: no money moves on it (SPEC 2.3).</summary>
    public bool PhoneUnconfirmed { get; private set; }

    /// <summary>Something was agreed by phone; it takes the place of what had been agreed so before.</summary>
    public Result<CaseEvent> AgreeByPhone(string words)
    {
        if (!IsOpen) return Refusal.Rule("case.not_open", Number);
        PhoneUnconfirmed = true;
        Version++;
        return CaseEvent.Of(CaseEventKind.PhoneAgreed, ("words", words));
    }

    /// <summary>The buyer has written that it is so.</summary>
    public Result<CaseEvent> ConfirmPhoneAgreement(Guid messageId)
    {
        if (!PhoneUnconfirmed) return Refusal.Rule("phone.nothing_to_confirm", Number);
        PhoneUnconfirmed = false;
        Version++;
        return CaseEvent.Of(CaseEventKind.PhoneConfirmed, ("message", messageId));
    }

    /// <summary>It holds no more, or never did.</summary>
    public Result<CaseEvent> WithdrawPhoneAgreement(string because)
    {
        if (!PhoneUnconfirmed) return Refusal.Rule("phone.nothing_to_confirm", Number);
        PhoneUnconfirmed = false;
        Version++;
        return CaseEvent.Of(CaseEventKind.PhoneWithdrawn, ("because", because));
    }
}
