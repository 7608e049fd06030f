using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <param name="Files">Uploads, each with its label where one was chosen.</param>
/// <param name="OriginalId">The piece on whose copy something was drawn: the one file is that copy.</param>
public sealed record AddEvidenceInput(string Number, IReadOnlyList<Attachment> Files, Guid? OriginalId = null);

/// <summary>
/// Adds evidence to a case without a message: what came by another way, or a copy on which something was drawn, which names its original and leaves it as it is (SPEC 5). Whoever
/// may write notes may add it, to a closed case too. Answers the ids, in the order of the files.
/// </summary>
public sealed class AddEvidence(CaseLocks locks)
{
    /// <summary>Files at once.</summary>
    public const int Most = 60;

    public async Task<Result<IReadOnlyList<Guid>>> ExecuteAsync(AddEvidenceInput input, Actor actor, CancellationToken ct = default)
    {
        if (input.Files.Count is 0 or > Most || (input.OriginalId is not null && input.Files.Count != 1)) return Refusal.Invalid("evidence.count", Most);
        if (MessageRules.StrayLabel(input.Files) is { } stray) return stray;
        var opened = await locks.OpenAsync(actor, Permission.WriteNotes, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        if (await AttachedFiles.ProblemAsync(work.Db, input.Files, ct) is { } gone) return gone;
        // Ids of one instant have no order: a microsecond apart, files stay in the order in which they were picked.
        EvidenceItem[] items = [.. input.Files.Select((file, place) => file.ToEvidence(work.Subject, messageId: null, actor.PersonId, work.Now.AddMicroseconds(place)))];
        if (input.OriginalId is { } drawnOn)
        {
            var original = await work.EvidenceAsync([drawnOn], ct);
            if (!original.Ok) return original.Refusal;
            items[0].DrawnOn(original.Value[0]);
        }
        work.Db.Evidence.AddRange(items);
        work.Subject.CountEvidence(items.Length);
        work.Record(CaseEvent.Of(CaseEventKind.EvidenceAdded, [.. EvidenceOfCase.Named(items), ("label", OneLabel(items)), ("original", input.OriginalId)]));
        await work.CommitAsync(ct);
        return items.Select(item => item.Id).ToList();
    }

    private static string? OneLabel(EvidenceItem[] items) => items.Select(item => item.Label).Distinct().ToList() is [var only] ? only : null;
}
