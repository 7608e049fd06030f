using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

/// <param name="CaseNumber">Whose it is.</param>
public sealed record MatchParcelInput(Guid ParcelId, string CaseNumber);

/// <param name="ActionId">The return that it became; null where the case expects none, and its photos are evidence of the case.</param>
/// <param name="Reopened">The case had been resolved, and is open again.</param>
public sealed record ParcelMatched(string CaseNumber, Guid? ActionId, bool Reopened);

/// <summary>
/// A parcel without an owner belongs to a case: it is the return that the case waits for, and has arrived, or a note with its photos where no return was agreed. A
/// case that was resolved is reopened: goods lie here and somebody owes the buyer a decision, which nobody would take of a case that is over. One closed too long
/// ago to be reopened keeps the note.
/// </summary>
public sealed class MatchParcel(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<ParcelMatched>> ExecuteAsync(MatchParcelInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        if (string.IsNullOrWhiteSpace(input.CaseNumber)) return Refusal.Invalid("parcel.case_needed");
        await shelf.RememberAsync(actor.StoreId, input.CaseNumber, ct);
        var opened = await locks.OpenAsync(actor, Permission.WorkWarehouse, input.CaseNumber, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        // The case first, then the parcel, always: nobody waits for who waits for them.
        var parcel = await work.Db.OwnerlessParcels.FromSql($"select * from ownerless_parcels where store_id = {actor.StoreId} and id = {input.ParcelId} for no key update").SingleOrDefaultAsync(ct);
        if (parcel is null) return Refusal.NotFound("parcel.not_found");
        if (parcel.Match(work.Subject.Id, work.Now).Refusal is { } ended) return ended;
        work.Db.ParcelSteps.Add(new(parcel, ParcelStepKind.Matched, null, actor.PersonId, actor.Name, work.Now));

        var reopened = !work.Subject.IsOpen && work.Subject.MayReopen(work.Now, work.Clocks.Policy.ReopenWindow);
        if (reopened && await ReopenCase.ReopenAsync(work, parcel.Waybill, ct) is { } refusal) return refusal;
        var actions = await CaseActions.LoadAsync(work, ct);
        var returned = work.Subject.IsOpen ? actions.All.Find(a => a is { Flow: ActionFlow.Return, State: ActionState.Open or ActionState.OnTheWay }) : null;
        if (returned is not null)
        {
            var arrived = returned.Move(ActionState.Arrived, new ActionDetails { Waybill = parcel.Waybill, Courier = parcel.Courier }, actions.All, work.Now);
            if (!arrived.Ok) return arrived.Refusal;
            actions.Keep(returned, arrived.Value);
        }
        work.Show(string.Join(" · ", new[] { parcel.Courier, parcel.Waybill, parcel.Sender, parcel.Contents }.Where(words => words is not null)), parcel.AsAttachments());
        if (await shelf.AtHandAsync(work.Subject, ct) is { } rules) await work.CommitWithEvaluationAsync(rules, ct);
        else await work.CommitAsync(ct);
        return new ParcelMatched(work.Subject.Number, returned?.Id, reopened);
    }
}
