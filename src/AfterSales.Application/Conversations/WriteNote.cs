using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

public sealed record WriteNoteInput(string Number, string Text, IReadOnlyList<Attachment>? Attachments = null);

/// <summary>An internal note, visible to staff only; it stops no clock. Warehouse staff may write them too.</summary>
public sealed class WriteNote(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(WriteNoteInput input, Actor actor, CancellationToken ct = default)
    {
        if (MessageRules.Check(input.Text, input.Attachments) is { } refusal) return refusal;
        var opened = await locks.OpenAsync(actor, Permission.WriteNotes, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (await AttachedFiles.ProblemAsync(work.Db, input.Attachments, ct) is { } gone) return gone;

        var note = new Message(Ids.New(work.Now), actor.StoreId, work.Subject.Id, MessageKind.Note, "desk", null, input.Text.Trim(), work.Now, work.Now, actor.PersonId, actor.Name);
        work.Db.Messages.Add(note);
        MessageEffects.Attach(work.Db, work.Subject, note, input.Attachments, actor.PersonId);
        work.Record(CaseEvent.Of(CaseEventKind.NoteAdded));
        return await work.CommitAsync(ct);
    }
}
