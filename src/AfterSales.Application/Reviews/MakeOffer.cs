using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Reviews;

/// <param name="Remedy">In the outcomes catalogue's word.</param>
/// <param name="Amount">Yuan, for what is money to the buyer; null for everything else.</param>
public sealed record MakeOfferInput(string Number, string Remedy, decimal? Amount);

/// <param name="Decider">Who decides should the buyer accept, a word of the outcomes catalogue; <c>agent</c>: nobody has to be asked.</param>
public sealed record OfferMade(Guid OfferId, string Decider, IReadOnlyList<string> Causes);

/// <summary>
/// Something is offered to the buyer of a review case (SPEC 4.3). What costs something is held against the playbook, authority and limits before it is said: what
/// nobody may pay is not offered. Nothing is agreed by it.
/// </summary>
public sealed class MakeOffer(CaseLocks locks, PlaybookShelf shelf, RemedyRules remedies)
{
    public async Task<Result<OfferMade>> ExecuteAsync(MakeOfferInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var subject = work.Subject;
        if (subject.Type != CaseType.Review) return Refusal.Rule("review.not_a_review", subject.Number);
        if (!subject.IsOpen) return Refusal.Rule("case.not_open", subject.Number);
        var made = ReviewOffer.Make(Ids.New(work.Now), subject.StoreId, subject.Id, input.Remedy, input.Amount, actor.PersonId, actor.Name, work.Now);
        if (!made.Ok) return made.Refusal;
        var (decider, causes) = ("agent", (IReadOnlyList<string>)[]);
        if (OutcomeCatalogue.Costly.Contains(input.Remedy))
        {
            if (await shelf.AtHandAsync(subject, ct) is not { } rules) return Refusal.Rule("guidance.type_needed", subject.Number);
            var held = await remedies.HoldAsync(work.Db, subject, rules, actor, input.Remedy, input.Amount, payee: null, ct);
            if (!held.Ok) return held.Refusal;
            (decider, causes) = (held.Value.Decider, held.Value.Causes);
        }
        work.Db.ReviewOffers.Add(made.Value);
        work.Record(CaseEvent.Of(CaseEventKind.OfferMade, ("remedy", input.Remedy), ("amount", input.Amount)));
        await work.CommitAsync(ct);
        return new OfferMade(made.Value.Id, decider, causes);
    }
}
