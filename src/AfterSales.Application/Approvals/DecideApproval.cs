using AfterSales.Application.Ledger;
using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <param name="Verdict">Lowered and Approved are the same: the amount says which.</param>
/// <param name="Amount">Yuan: what is allowed; null: what is asked for.</param>
/// <param name="Reason">Needed for a no and for a question; at most 500 characters.</param>
/// <param name="SubjectHash">What exactly was on the screen; another is refused as stale.</param>
public sealed record DecideApprovalInput(Guid RequestId, Verdict Verdict, decimal? Amount, string? Reason, string SubjectHash);

/// <param name="IsFinal">Whether it was the last signature that was needed, or a no.</param>
public sealed record ApprovalDecided(ApprovalState State, bool IsFinal);

/// <summary>
/// Somebody who may says yes, yes at less, no, or asks back (SPEC 4.2). What was approved may be carried out at once; what was refused is taken back. A
/// request whose order or items changed since it was asked is void: it has to be asked for anew.
/// </summary>
public sealed class DecideApproval(Databases databases, CaseLocks locks, PlaybookShelf shelf, Signers signers)
{
    public async Task<Result<ApprovalDecided>> ExecuteAsync(DecideApprovalInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is null || !actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (await NumberAsync(actor, input.RequestId, ct) is not { } number) return Refusal.NotFound("approval.not_found");
        await shelf.RememberAsync(actor.StoreId, number, ct);
        var opened = await locks.OpenAsync(actor, Permission.ViewCases, number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var actions = await CaseActions.LoadAsync(work, ct);
        var request = actions.Approvals.Single(a => a.Id == input.RequestId);
        if (request.SubjectHash != input.SubjectHash) return Refusal.Conflict("approval.changed");
        if (request.IsOpen && !request.IsStillAskedFor(work.Subject.OrderNo, work.Subject.Items, await work.ShownAsync(ct))) return await VoidAsync(work, actions, request, ct);

        var reason = PlainText.IsBlank(input.Reason) ? null : PlainText.Storable(input.Reason!).Trim();
        var signer = await signers.ForAsync(work.Db, actor, request, work.Now, ct);
        var decided = input.Verdict switch
        {
            Verdict.Rejected => request.Reject(signer, reason, work.Now),
            Verdict.AskedBack => request.AskBack(signer, reason, work.Now),
            _ => request.Approve(signer, input.Amount ?? request.Amount, reason, work.Now),
        };
        if (!decided.Ok) return decided.Refusal;
        work.Record(CaseEvent.Of(CaseEventKind.ApprovalDecided, ("remedy", request.Remedy), ("verdict", decided.Value.Verdict), ("asked", request.AskedAmount), ("amount", request.Amount),
            ("for", decided.Value.ForName), ("reason", reason), ("state", request.State)));
        if (request.State == ApprovalState.Approved)
        {
            await work.OneOfTheDayAtATimeAsync(ct);
            actions.Approved(work, request);
            await actions.TickWhatIsDoneAsync(work, ct);
        }
        if (request.State == ApprovalState.Rejected) actions.TakenBack(work, request, reason!);
        actions.LetClockFollow();
        await actions.SettleClaimsAsync(work, ct);
        Tell(work, request, decided.Value);
        if (request.IsOpen) await work.AskApproversAsync(request, ct);
        var answer = new ApprovalDecided(request.State, !request.IsOpen);
        await SaveAsync(work, ct);
        return answer;
    }

    private async Task<string?> NumberAsync(Actor actor, Guid requestId, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        return await db.Approvals.Where(a => a.Id == requestId).Join(db.Cases, a => a.CaseId, c => c.Id, (a, c) => c.Number).SingleOrDefaultAsync(ct);
    }

    private async Task<Result<ApprovalDecided>> VoidAsync(LockedCase work, CaseActions actions, ApprovalRequest request, CancellationToken ct)
    {
        actions.VoidChanged(work, request);
        actions.LetClockFollow();
        await SaveAsync(work, ct);
        return Refusal.Conflict("approval.changed");
    }

    private async Task SaveAsync(LockedCase work, CancellationToken ct)
    {
        if (await shelf.AtHandAsync(work.Subject, ct) is { } rules) await work.CommitWithEvaluationAsync(rules, ct);
        else await work.CommitAsync(ct);
    }

    /// <summary>Whoever asked is told, unless nothing came of it yet.</summary>
    private static void Tell(LockedCase work, ApprovalRequest request, ApprovalDecision decision)
    {
        var amount = request.Amount.ToString(CultureInfo.InvariantCulture);
        work.Tell("approval.decided", new(StringComparer.Ordinal) { ["approval"] = request.Id.ToString(), ["state"] = request.State.ToString(), ["amount"] = amount });
        if (request.State == ApprovalState.Open || request.RequestedById is not { } person) return;
        work.Notify(person, "approval.decided", $"approval.decided:{request.Id}:{request.Version}", new(StringComparer.Ordinal)
        {
            ["by"] = decision.ByName,
            ["verdict"] = decision.Verdict.ToString(),
            ["amount"] = amount,
            ["remedy"] = request.Remedy,
            ["reason"] = decision.Reason,
        });
    }
}
