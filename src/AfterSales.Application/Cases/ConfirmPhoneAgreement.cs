using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <param name="MessageId">What the buyer wrote after it was agreed, in the chat of the same case.</param>
public sealed record ConfirmPhoneAgreementInput(string Number, Guid MessageId, int? SeenVersion);

/// <summary>Marks a chat message of the buyer as the confirmation of what was agreed by phone (SPEC 2.3).</summary>
public sealed class ConfirmPhoneAgreement(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(ConfirmPhoneAgreementInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var id = work.Subject.Id;
        var message = await work.Db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == input.MessageId && m.CaseId == id, ct);
        if (message is null) return Refusal.NotFound("phone.message_not_found") with { Field = nameof(input.MessageId) };
        var standing = PhoneAgreement.Of(await PhoneAgreements.StepsAsync(work.Db, id, ct));
        var confirmed = work.Subject.ConfirmPhoneAgreement(message.Id);
        if (!confirmed.Ok) return confirmed.Refusal;
        if (standing!.WhyNot(message.Kind, message.Channel, message.SentAt) is { } refusal) return refusal with { Field = nameof(input.MessageId) };
        work.Db.PhoneAgreements.Add(new(work.Subject, PhoneAgreementStep.Confirmed, "", message.Id, actor, work.Now));
        work.Record(confirmed.Value);
        return await work.CommitWithEvaluationAsync(shelf, ct);
    }
}
