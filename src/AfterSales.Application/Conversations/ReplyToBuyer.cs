using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <param name="Agent">Who wrote it when a program sends it for them; null: the actor.</param>
/// <param name="AndWait">Put the case on "waiting for the buyer" with it.</param>
/// <param name="Promise">Promise the next answer by this time with it.</param>
/// <param name="DespiteLeaks">The person was warned that it holds numbers of somebody else, and sends it anyway.</param>
/// <param name="Asks">The evidence that it asks the buyer for, in the words of the outcomes catalogue; null: none.</param>
/// <param name="Key">A program's own key for this reply: the same reply with it again does nothing, another one is refused. Null: always new.</param>
public sealed record ReplyToBuyerInput(string Number, string Text, IReadOnlyList<Attachment>? Attachments = null, string? Agent = null,
    bool AndWait = false, DateTimeOffset? Promise = null, string? Key = null, bool DespiteLeaks = false, IReadOnlyList<string>? Asks = null);

/// <summary>
/// A human reply: answers every buyer message so far, stops the Reply clock and any promise (SPEC 3). An unclaimed case
/// becomes the replier's. It never depends on what was on the screen, so it is never stale.
/// </summary>
public sealed class ReplyToBuyer(CaseLocks locks)
{
    /// <summary>The refusal of a reply that would give away what is somebody else's.</summary>
    public const string LeakCode = "reply.leaks";

    /// <summary>Where replies written here go out; with a program's key unique in the store.</summary>
    private const string Channel = "desk";

    private const int MaxKey = 200;

    public async Task<Result<int>> ExecuteAsync(ReplyToBuyerInput input, Actor actor, CancellationToken ct = default)
    {
        if (MessageRules.Check(input.Text, input.Attachments) is { } refusal) return refusal;
        if (input.Agent is { } named && (named.Length > 200 || !PlainText.MayBeKey(named))) return Refusal.Invalid("reply.agent_invalid") with { Field = nameof(input.Agent) };
        if (input.Key is { } given && (given.Length is 0 or > MaxKey || !PlainText.MayBeKey(given))) return Refusal.Invalid("reply.key_invalid", MaxKey);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (RequestEvidence.Check(input.Asks ?? []) is { } stray) return stray;
        var (subject, now) = (work.Subject, work.Now);

        var text = PlainText.Storable(input.Text).Trim();
        if (input.Key is { } key && await work.Db.Messages.Where(m => m.Channel == Channel && m.ExternalId == key).Select(m => new { m.CaseId, m.Text }).SingleOrDefaultAsync(ct) is { } taken)
            return taken.CaseId == subject.Id && taken.Text == text ? subject.Version : Refusal.Conflict("reply.key_used");
        if (subject.State == CaseState.Closed) return Refusal.Rule("case.closed", subject.Number);
        if (await AttachedFiles.ProblemAsync(work.Db, input.Attachments, ct) is { } gone) return gone;
        if (input.Promise is { } promise && PromiseRules.Check(promise, now, work.Clocks.Policy) is { } tooFar) return tooFar;
        // A program passes on what has been sent already; a person can still think again.
        var leaks = actor.PersonId is null ? [] : await LeakQueries.FindAsync(work.Db, subject, input.Text, ct);
        if (leaks.Count > 0 && !input.DespiteLeaks) return Refusal.Rule(LeakCode, leaks.Count) with { Field = nameof(input.Text) };
        var (authorId, author) = await AuthorAsync(work, input.Agent, ct);
        var message = new Message(Ids.New(now), subject.StoreId, subject.Id, MessageKind.Reply, Channel, input.Key, text, now, now, authorId, author);
        MessageEffects.HumanReply(work, message, oldestLaterMessage: null);
        MessageEffects.Attach(work.Db, subject, message, input.Attachments, authorId);

        if (leaks.Count > 0) work.Record(CaseEvent.Of(CaseEventKind.LeakAccepted, ("numbers", string.Join(' ', leaks.Select(l => Ending(l.Number))))));
        if (subject.AssigneeId is null && authorId is { } person && subject.IsOpen)
        {
            var claimed = subject.Assign(person, byThemselves: true);
            if (claimed.Ok) work.Record(claimed.Value);
        }
        if (input.AndWait && subject.IsOpen && subject.WaitingFor != Waiting.Buyer)
        {
            work.Record(subject.WaitFor(Waiting.Buyer).Value);
            work.LetClocksFollowWaiting();
        }
        if (input.Promise is { } by && subject.IsOpen)
        {
            work.Clocks.Start(subject, ClockKind.Promise, now, due: by);
            work.Record(CaseEvent.Of(CaseEventKind.PromiseMade, ("by", by)));
        }
        if (subject.IsOpen) RequestEvidence.Record(work, input.Asks ?? []);
        await work.TickAsync(ct, input.Promise is null ? ["reassure"] : ["reassure", "promise time"]);
        return await work.CommitAsync(ct);
    }

    // A history is read by more people than the order is.
    private static string Ending(string number) => "…" + number[^4..];

    private static async Task<(Guid? Id, string Name)> AuthorAsync(LockedCase work, string? agent, CancellationToken ct)
    {
        if (agent is null) return (work.Actor.PersonId, work.Actor.Name);
        var known = await work.Db.Memberships.Join(work.Db.Users, m => m.PersonId, p => p.Id, (m, p) => p)
            .Where(p => p.DisplayName == agent || p.UserName == agent).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        return (known, agent);
    }
}
