using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <param name="Satisfaction">1 to 5, where the buyer said.</param>
/// <param name="Words">What the buyer said, at most 500 characters.</param>
public sealed record RecordFollowUpInput(string Number, FollowUpOutcome Outcome, int? Satisfaction, string? Words, int? SeenVersion);

/// <summary>
/// Records that the buyer of a resolved case was asked whether it is settled (SPEC 2.2, 3). An answer stops the FollowUp clock; whoever was not
/// reached is still to be asked. A dissatisfied buyer (not settled, or a mark up to 2) takes the case back to work: a new cycle and Resolution
/// clock, at least of high priority. Where another case of the order is open already, it is told there instead: one order has one open case.
/// </summary>
public sealed class RecordFollowUp(CaseLocks locks)
{
    /// <summary>What the history says of a case that was reopened for this.</summary>
    public const string Dissatisfied = "dissatisfied";

    /// <summary>Refused for a case that is not resolved, and where the buyer has answered already.</summary>
    public async Task<Result<int>> ExecuteAsync(RecordFollowUpInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var read = FollowUpAnswer.Of(input.Outcome, input.Satisfaction, input.Words);
        if (!read.Ok) return read.Refusal;
        var answer = read.Value;
        var recorded = work.Subject.AnswerFollowUp(answer);
        if (!recorded.Ok) return recorded.Refusal;
        if (await HasAnsweredAsync(work, ct)) return Refusal.Rule("follow_up.already_recorded", work.Subject.Number);

        work.Db.FollowUps.Add(new(work.Subject, answer, actor, work.Now));
        work.Record(recorded.Value);
        if (answer.Outcome != FollowUpOutcome.NotReached) work.Clocks.Stop(work.Subject.Id, ClockKind.FollowUp, work.Now, StopCause.Recorded);
        var other = answer.IsDissatisfied ? await ReopenCase.OtherOpenAsync(work, ct) : null;
        if (other is not null) TellThere(work, other, recorded.Value);
        else if (answer.IsDissatisfied && await TakeBackAsync(work, ct) is { } refusal) return refusal;
        work.Tell("case.followed_up", new(recorded.Value.Data, StringComparer.Ordinal));
        var version = await work.CommitAsync(ct);
        if (other is not null) locks.Committed(actor.StoreId, other.Id, earliestTimer: null);
        return version;
    }

    // Only a line of its history: the other case is not locked, and nothing of it changes.
    private static void TellThere(LockedCase work, OpenCase other, CaseEvent answered)
    {
        work.Record(CaseEvent.Of(CaseEventKind.LinkedToOpen, ("number", other.Number)));
        work.Db.History.Add(new(work.Subject.StoreId, other.Id, new(CaseEventKind.FollowedUpElsewhere, new Dictionary<string, string?>(answered.Data, StringComparer.Ordinal) { ["number"] = work.Subject.Number }), work.Actor, work.Now));
    }

    private static Task<bool> HasAnsweredAsync(LockedCase work, CancellationToken ct)
    {
        var (id, cycle) = (work.Subject.Id, work.Subject.Cycle);
        return work.Db.FollowUps.AnyAsync(f => f.CaseId == id && f.Cycle == cycle && f.Outcome != FollowUpOutcome.NotReached, ct);
    }

    private static async Task<Refusal?> TakeBackAsync(LockedCase work, CancellationToken ct)
    {
        if (await ReopenCase.ReopenAsync(work, Dissatisfied, ct) is { } refusal) return refusal;
        if (work.Subject.Priority == Priority.Normal) work.Record(work.Subject.Prioritise(Priority.High).Value);
        return null;
    }
}
