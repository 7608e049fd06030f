using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

public sealed record AnswerOfferInput(string Number, Guid OfferId, OfferAnswer Answer);

/// <summary>The buyer answered an offer, which is a fact at once. One that costs something is accepted by agreeing its remedy.</summary>
public sealed class AnswerOffer(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(AnswerOfferInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var id = work.Subject.Id;
        if (await work.Db.ReviewOffers.SingleOrDefaultAsync(o => o.Id == input.OfferId && o.CaseId == id, ct) is not { } offer) return Refusal.NotFound("offer.not_found");
        if (offer.Answer == input.Answer) return work.Subject.Version;
        if (offer.Reply(input.Answer, work.Now) is { Ok: false, Refusal: var refusal }) return refusal;
        work.Record(CaseEvent.Of(CaseEventKind.OfferAnswered, ("remedy", offer.Remedy), ("amount", offer.Amount), ("answer", input.Answer)));
        return await work.CommitWithEvaluationAsync(shelf, ct);
    }
}
