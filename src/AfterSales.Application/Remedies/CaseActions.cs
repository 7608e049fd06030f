using AfterSales.Application.Cases;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <summary>The actions, approvals and payouts of a locked case, inside its transaction; nothing is saved here.</summary>
public sealed class CaseActions
{
    private readonly LockedCase _work;

    private CaseActions(LockedCase work, List<CaseAction> actions, List<ApprovalRequest> approvals, List<Payout> payouts) =>
        (_work, All, Approvals, Payouts) = (work, actions, approvals, payouts);

    /// <summary>Every action of the case, voided ones too.</summary>
    public List<CaseAction> All { get; }

    public List<ApprovalRequest> Approvals { get; }

    public List<Payout> Payouts { get; }

    public static async Task<CaseActions> LoadAsync(LockedCase work, CancellationToken ct)
    {
        var id = work.Subject.Id;
        return new CaseActions(
            work,
            await work.Db.CaseActions.Where(a => a.CaseId == id).OrderBy(a => a.AgreedAt).ThenBy(a => a.Place).ThenBy(a => a.Id).ToListAsync(ct),
            await work.Db.Approvals.Include(a => a.Decisions.OrderBy(d => d.Id)).Where(a => a.CaseId == id).OrderBy(a => a.RequestedAt).ToListAsync(ct),
            await work.Db.Payouts.Where(p => p.CaseId == id).ToListAsync(ct));
    }

    /// <summary>The last request for it; null where nobody was asked.</summary>
    public ApprovalRequest? RequestOf(CaseAction action) => Approvals.LastOrDefault(request => request.ActionId == action.Id);

    public void Add(CaseAction action)
    {
        All.Add(action);
        _work.Db.CaseActions.Add(action);
    }

    public void Add(ApprovalRequest request)
    {
        Approvals.Add(request);
        _work.Db.Approvals.Add(request);
    }

    public void Add(Payout payout)
    {
        Payouts.Add(payout);
        _work.Db.Payouts.Add(payout);
    }

    /// <summary>An action that was taken on by itself.</summary>
    public CaseAction TakeOn(ActionKind kind, TimeSpan? within, string? note)
    {
        var action = CaseAction.Agree(
            Ids.New(_work.Now), _work.Subject.StoreId, _work.Subject.Id, _work.Subject.Cycle, new PlannedAction(kind, within, [], WaitsForReturn: false), _work.Actor.PersonId, _work.Now).Noting(note);
        Add(action);
        _work.Record(CaseEvent.Of(CaseEventKind.ActionTakenOn, ("action", action.Word)));
        return action;
    }

    /// <summary>Books it, in the name of who acts.</summary>
    public void Book(Posting? posting)
    {
        if (posting is not null) _work.Db.Postings.Add(posting.By(_work.Actor.PersonId, _work.Actor.Name));
    }

    /// <summary>Keeps a move of an action, and tells the case's history.</summary>
    public void Keep(CaseAction action, ActionStep step, CaseEventKind kind = CaseEventKind.ActionMoved)
    {
        _work.Db.ActionSteps.Add(step.By(_work.Actor.PersonId, _work.Actor.Name));
        var said = step.Details;
        _work.Record(CaseEvent.Of(kind, ("action", action.Word), ("flow", action.Flow), ("from", step.From), ("to", step.To), ("amount", said.Amount),
            ("waybill", said.Waybill), ("reference", said.Reference), ("reason", said.Reason),
            ("expected_kg", said.Weighing?.Expected), ("weighed_kg", said.Weighing?.Weighed), ("verdict", said.Inspection?.Verdict), ("good", said.Inspection?.Good), ("defective", said.Inspection?.Defective)));
    }

    /// <summary>
    /// Lets the Approval clock and the waiting mark follow the requests: the clock measures the oldest that is open, so that it starts anew, as of
    /// the time of that request, when an older one is decided.
    /// </summary>
    public void LetClockFollow()
    {
        var oldest = Approvals.Where(request => request.IsOpen).MinBy(request => request.RequestedAt)?.RequestedAt;
        var running = _work.Clocks.Running(_work.Subject.Id, ClockKind.Approval);
        if (running is not null && running.StartedAt != oldest) _work.Clocks.Stop(_work.Subject.Id, ClockKind.Approval, _work.Now, StopCause.Decided);
        if (oldest is { } since && running?.StartedAt != since) _work.Clocks.Start(_work.Subject, ClockKind.Approval, since);
        if (!_work.Subject.IsOpen) return;
        if (oldest is not null && _work.Subject.WaitingFor is null) Wait(Waiting.Approval);
        else if (oldest is null && _work.Subject.WaitingFor == Waiting.Approval) Wait(null);
    }

    private void Wait(Waiting? whom)
    {
        if (_work.Subject.WaitFor(whom).Value is not { } changed) return;
        _work.Record(changed);
        _work.LetClocksFollowWaiting();
    }
}
