using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <param name="MessageId">The message that says it; null: the case as a whole.</param>
/// <param name="Style">款号; null: the case's own goods.</param>
public sealed record TagOpinionInput(string Number, OpinionWord Word, Guid? MessageId = null, string? Style = null, string? Note = null);

/// <summary>
/// Notes what a buyer thinks of goods, even where nothing is at fault; counted by style (SPEC 6). The same of the same message, or of the same case, is one opinion: a second click answers the first, and other words for it are refused.
/// </summary>
public sealed class TagOpinion(CaseLocks locks)
{
    /// <summary>More than a buyer thinks of goods.</summary>
    private const int Most = 50;

    public async Task<Result<Guid>> ExecuteAsync(TagOpinionInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var subject = work.Subject;
        if (input.MessageId is { } message && !await work.Db.Messages.AnyAsync(m => m.Id == message && m.CaseId == subject.Id, ct)) return Refusal.NotFound("mark.line_not_found") with { Field = nameof(input.MessageId) };
        var tagged = await work.Db.Opinions.Where(o => o.CaseId == subject.Id && o.WithdrawnAt == null).ToListAsync(ct);
        var (style, note) = (FeedbackDeeds.Clean(input.Style), FeedbackDeeds.Clean(input.Note));
        if (tagged.Find(o => o.Word == input.Word && o.MessageId == input.MessageId && o.Style == style) is { } same)
            return note is null || note == same.Note ? same.Id : Refusal.Conflict("opinion.stands", same.ByName) with { Field = nameof(input.Note) };
        if (tagged.Count >= Most) return Refusal.Rule("opinion.too_many", Most);

        var opinion = Opinion.Tag(Ids.New(work.Now), subject.StoreId, subject.Id, input.MessageId, input.Word, style, note, actor.Id, actor.Name, work.Now);
        if (!opinion.Ok) return opinion.Refusal;
        work.Db.Opinions.Add(opinion.Value);
        work.Record(CaseEvent.Of(CaseEventKind.OpinionTagged, ("value", input.Word), ("text", style)));
        await work.CommitAsync(ct);
        return opinion.Value.Id;
    }
}
