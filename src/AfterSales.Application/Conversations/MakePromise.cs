using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <param name="Seen">The promise that stood on the screen; another one made meanwhile is not replaced unseen. Null where that does not matter.</param>
public sealed record MakePromiseInput(string Number, DateTimeOffset? By, SeenPromise? Seen = null);

/// <param name="By">Null when none had been made.</param>
public readonly record struct SeenPromise(DateTimeOffset? By);

/// <summary>Promises the buyer an answer by a time; the Promise clock runs until the next human reply. A new promise replaces the old one.</summary>
public sealed class MakePromise(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(MakePromiseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        if (!work.Subject.IsOpen) return Refusal.Rule("case.not_open", input.Number);
        var policy = work.Clocks.Policy;
        var by = input.By ?? work.Now + policy.DefaultPromise;
        if (PromiseRules.Check(by, work.Now, policy) is { } refusal) return refusal;
        var standing = work.Clocks.Running(work.Subject.Id, ClockKind.Promise)?.DueAt;
        if (input.Seen is { } seen && seen.By != standing) return standing is { } now ? Refusal.Conflict("promise.changed", now) : Refusal.Conflict("promise.changed");
        work.Clocks.Stop(work.Subject.Id, ClockKind.Promise, work.Now, StopCause.Replaced);
        work.Clocks.Start(work.Subject, ClockKind.Promise, work.Now, due: by);
        work.Record(CaseEvent.Of(CaseEventKind.PromiseMade, ("by", by)));
        await work.TickAsync(ct, "promise time");
        return await work.CommitAsync(ct);
    }
}
