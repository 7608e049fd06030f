using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Remedies;

/// <param name="SeenVersion">The version of the action on the screen.</param>
public sealed record MoveActionInput(string Number, Guid ActionId, ActionState To, ActionDetails Details, int? SeenVersion = null);

/// <summary>
/// An action goes on: a claim is made, a return arrives, a parcel leaves. What it cost or brought in is booked, and what it tells is a fact at once.
/// Payments go on by themselves (Application/Ledger).
/// </summary>
public sealed class MoveAction(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(MoveActionInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.ViewCases, input.Number, input.ActionId, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        var (work, actions, action) = opened.Value;
        await using var _ = work;
        if (action.Flow == ActionFlow.Payout) return Refusal.Rule("action.is_payment");
        if (ActionRights.Forbids(actor, action, input.To) is { } forbidden) return forbidden;
        // A gift that was agreed before the customer was flagged does not leave without an approval either.
        if (action.Flow == ActionFlow.Shipment && !action.IsEnded && actions.RequestOf(action) is not { State: ApprovalState.Approved } && await GoodwillLock.HoldsAsync(work.Db, work.Subject.CustomerId, action.Word, ct)) return Refusal.Rule("payout.goodwill_locked");

        var details = Clean(input.Details);
        // Goods that leave cost what they usually do, unless somebody knows better.
        if (action is { Flow: ActionFlow.Shipment, Amount: null } && input.To == ActionState.Done && details.Amount is null) details = details with { Amount = await GoodsCosts.OfAsync(work.Db, work.Subject, action, work.Now, ct) };
        var moved = action.Move(input.To, details, actions.All, work.Now);
        if (!moved.Ok) return moved.Refusal;
        actions.Keep(action, moved.Value);
        await actions.SettleAsync(work, action, ct);
        return await shelf.AtHandAsync(work.Subject, ct) is { } rules ? await work.CommitWithEvaluationAsync(rules, ct) : await work.CommitAsync(ct);
    }

    private static ActionDetails Clean(ActionDetails said) => said with
    {
        Waybill = RemedyText.Clean(said.Waybill),
        Courier = RemedyText.Clean(said.Courier),
        Reference = RemedyText.Clean(said.Reference),
        Reason = RemedyText.Clean(said.Reason),
        Note = RemedyText.Clean(said.Note),
    };
}
