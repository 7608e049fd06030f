using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <param name="IsMarked">Whether it is marked, or the mark is taken back.</param>
public sealed record MarkLineInput(string Number, Guid MessageId, bool IsMarked);

/// <summary>
/// Marks a chat line of a case as evidence, or takes the mark back (SPEC 4.3, 5). The line itself is never changed. Notes are the store's own and no evidence. The same
/// twice does nothing.
/// </summary>
public sealed class MarkLine(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(MarkLineInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var id = work.Subject.Id;
        var line = await work.Db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == input.MessageId && m.CaseId == id, ct);
        if (line is null) return Refusal.NotFound("mark.line_not_found") with { Field = nameof(input.MessageId) };
        if (line.Kind is MessageKind.Note or MessageKind.Event) return Refusal.Rule("mark.not_a_chat_line") with { Field = nameof(input.MessageId) };
        var standing = await work.Db.LineMarks.SingleOrDefaultAsync(m => m.MessageId == line.Id, ct);
        if (input.IsMarked == standing is not null) return work.Subject.Version;
        if (standing is null) work.Db.LineMarks.Add(new(actor.StoreId, line.Id, actor, work.Now));
        else work.Db.LineMarks.Remove(standing);
        work.Record(CaseEvent.Of(input.IsMarked ? CaseEventKind.LineMarked : CaseEventKind.LineUnmarked, ("message", line.Id), ("text", Case.Preview(line.Text))));
        if (input.IsMarked) await work.TickAsync(ct, "mark chat lines");
        return await work.CommitAsync(ct);
    }
}
