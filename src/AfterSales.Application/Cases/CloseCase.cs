using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <param name="Reason">Why nobody asked the buyer; needed while a follow-up is owed, and only kept then.</param>
public sealed record CloseCaseInput(string Number, int? SeenVersion, string? Reason = null);

/// <summary>
/// Ends a resolved case; refused while something of it is open. While its follow-up is owed (the FollowUp clock runs) that takes a reason, which stands in the history, and the clock is
/// cancelled. There is no number of calls after which it closes by itself: how often a buyer was tried stands in the follow-ups, and "could not be
/// reached" is the reason that people give.
/// </summary>
public sealed class CloseCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(CloseCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await OpenActions.RefusalAsync(work.Db, work.Subject, ct) is { } open) return open;
        var owed = work.Clocks.Running(work.Subject.Id, ClockKind.FollowUp) is not null;
        if (owed && ReasonProblem(input.Reason, work.Subject) is { } refusal) return refusal;
        var changed = work.Subject.Close(work.Now, owed ? PlainText.Storable(input.Reason!).Trim() : null);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        work.Clocks.Stop(work.Subject.Id, ClockKind.FollowUp, work.Now, StopCause.Cancelled);
        work.Tell("case.closed");
        return await work.CommitAsync(ct);
    }

    private static Refusal? ReasonProblem(string? reason, Case subject) =>
        PlainText.IsBlank(reason) ? Refusal.Rule("case.follow_up_owed", subject.Number) with { Field = nameof(CloseCaseInput.Reason) }
        : reason!.Length > FollowUpAnswer.MaxWords ? Refusal.Invalid("follow_up.words_too_long", FollowUpAnswer.MaxWords) with { Field = nameof(CloseCaseInput.Reason) }
        : null;
}
