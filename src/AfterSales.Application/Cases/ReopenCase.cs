using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

public sealed record ReopenCaseInput(string Number, string? Reason, int? SeenVersion);

/// <summary>Takes a resolved or closed case back to work: a new cycle, a new Resolution clock (SPEC 3).</summary>
public sealed class ReopenCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(ReopenCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (await ReopenAsync(work, input.Reason ?? "", ct) is { } refusal) return refusal;
        return await work.CommitAsync(ct);
    }

    /// <summary>The case of the same buyer and order that is open; null: none, and this one may be.</summary>
    internal static Task<OpenCase?> OtherOpenAsync(LockedCase work, CancellationToken ct) =>
        work.Db.Cases.Where(OpenStates.Condition)
            .Where(c => c.CustomerId == work.Subject.CustomerId && c.OrderNo == work.Subject.OrderNo && c.Id != work.Subject.Id)
            .Select(c => new OpenCase(c.Id, c.Number)).FirstOrDefaultAsync(ct);

    /// <summary>Null when it is open again; a follow-up that was still owed is owed no more.</summary>
    internal static async Task<Refusal?> ReopenAsync(LockedCase work, string because, CancellationToken ct)
    {
        if (await OtherOpenAsync(work, ct) is { } other) return Refusal.Rule("case.other_open", other.Number);
        var changed = work.Subject.Reopen(work.Now, work.Clocks.Policy.ReopenWindow, because);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        work.Clocks.Stop(work.Subject.Id, ClockKind.FollowUp, work.Now, StopCause.Cancelled);
        work.Clocks.Start(work.Subject, ClockKind.Resolution, work.Now);
        work.Tell("case.reopened");
        return null;
    }
}

internal sealed record OpenCase(Guid Id, string Number);
