using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <summary>A remedy that is agreed in a review case is an offer that was accepted: the one that was made, or one that nobody noted. Nothing is saved here.</summary>
internal static class AgreedOffers
{
    public static async Task KeepOfferAsync(this LockedCase work, CaseAction remedy, CancellationToken ct)
    {
        var subject = work.Subject;
        if (subject.Type != CaseType.Review) return;
        var made = await work.Db.ReviewOffers.Where(o => o.CaseId == subject.Id && o.Remedy == remedy.Word && o.Amount == remedy.Amount && o.ActionId == null).OrderByDescending(o => o.At).FirstOrDefaultAsync(ct);
        if (made is null)
            work.Db.ReviewOffers.Add(made = ReviewOffer.Make(Ids.New(work.Now), subject.StoreId, subject.Id, remedy.Word, remedy.Amount, work.Actor.PersonId, work.Actor.Name, work.Now).Value!);
        made.Agree(remedy.Id, work.Now);
    }
}
