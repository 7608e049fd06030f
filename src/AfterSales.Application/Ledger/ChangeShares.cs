using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <param name="ActionId">What cost something: a payment or goods.</param>
/// <param name="SeenVersion">Of the payout, or of the action where goods are meant.</param>
public sealed record ChangeSharesInput(string Number, Guid ActionId, IReadOnlyList<Share> Parts, int? SeenVersion = null);

/// <summary>
/// Says who bears a cost, in parts that add up to 100 % (SPEC 4.2). What was booked already is moved. What a person bears, more or less of it, says
/// somebody who may approve.
/// </summary>
public sealed class ChangeShares(CaseLocks locks, ChangeSignal signal)
{
    public async Task<Result<int>> ExecuteAsync(ChangeSharesInput input, Actor actor, CancellationToken ct = default)
    {
        var shares = Shares.Of(input.Parts.Select(Clean));
        if (!shares.Ok) return shares.Refusal;
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var actions = await CaseActions.LoadAsync(work, ct);
        if (actions.All.Find(a => a.Id == input.ActionId) is not { } action) return Refusal.NotFound("action.not_found");
        var payout = actions.Payouts.Find(p => p.ActionId == action.Id && p.State != PayoutState.Voided);
        if ((payout?.Shares ?? action.Shares) is not { } before) return Refusal.Rule("shares.nothing_borne");
        var version = payout?.Version ?? action.Version;
        if (input.SeenVersion is { } seen && seen != version) return Refusal.Conflict("action.stale");
        if (shares.Value == before) return version;
        if (!People(before).SetEquals(People(shares.Value)) && !actor.May(Permission.Approve)) return Refusal.Rule("shares.person_by_supervisor");
        if (await AreStrangersAsync(work, shares.Value, ct)) return Refusal.Invalid("shares.person_needed") with { Field = nameof(Shares) };

        actions.Book(payout is not null ? payout.Share(shares.Value, work.Now) : await OfGoodsAsync(work, action, before, shares.Value, ct));
        await actions.SettleClaimsAsync(work, ct);
        work.Record(CaseEvent.Of(CaseEventKind.SharesChanged, ("action", action.Word), ("shares", Text(shares.Value)), ("before", Text(before))));
        await work.CommitAsync(ct);
        if (payout is not null) signal.PayoutChanged(payout.StoreId, payout.Id);
        return payout?.Version ?? action.Version;
    }

    private static async Task<Posting?> OfGoodsAsync(LockedCase work, CaseAction action, Shares before, Shares after, CancellationToken ct)
    {
        action.BorneBy(after);
        var cost = await ActionBookings.GoodsAsync(work, action, ct);
        return cost == 0 ? null : Postings.GoodsReshared(action.StoreId, action.CaseId, action.Id, action.Version, cost, before, after, work.Now);
    }

    private static async Task<bool> AreStrangersAsync(LockedCase work, Shares shares, CancellationToken ct)
    {
        var people = shares.Parts.Select(part => part.PersonId).OfType<Guid>().ToHashSet();
        return people.Count > 0 && await work.Db.Memberships.Where(m => people.Contains(m.PersonId)).Select(m => m.PersonId).Distinct().CountAsync(ct) != people.Count;
    }

    private static HashSet<Share> People(Shares shares) => [.. shares.Parts.Where(part => part.PersonId is not null)];

    // Only couriers and suppliers are told apart by name.
    private static Share Clean(Share part) => part with
    {
        Name = part.Party is Party.Courier or Party.Supplier && !PlainText.IsBlank(part.Name) ? PlainText.Storable(part.Name!).Trim() : null,
        PersonId = part.Party == Party.Person ? part.PersonId : null,
    };

    private static string Text(Shares shares) =>
        string.Join(", ", shares.Parts.Select(part => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part.Party}{(part.Name is { } name ? $" {name}" : "")} {part.Percent:0.##}%")));
}
