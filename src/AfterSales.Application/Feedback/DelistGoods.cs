using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <param name="SeenVersion">The version of the item on the screen; null: whatever stands.</param>
public sealed record DelistGoodsInput(Guid ItemId, string? Note = null, int? SeenVersion = null);

/// <summary>
/// Takes the goods of an item off sale: the warehouse is asked, on the latest of its cases that is still open and asks for nothing else to be taken off sale; where none is, it is noted that somebody did it. Answers the item's
/// version.
/// </summary>
public sealed class DelistGoods(Databases databases, FeedbackDeeds deeds, TakeOnAction takeOn)
{
    private const string Word = "delist";

    public async Task<Result<int>> ExecuteAsync(DelistGoodsInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.JudgeFeedback)) return Refusal.Forbidden();
        // The warehouse is asked twice by nobody: what is asked of a case already is the same action.
        var (number, goods) = await OpenCaseAsync(input.ItemId, input.SeenVersion, actor, ct);
        var note = FeedbackDeeds.Clean(input.Note);
        if (number is not null)
        {
            var asked = await takeOn.ExecuteAsync(new(number, Word, Note: note is null ? goods : $"{goods} {note}"), actor, ct);
            if (!asked.Ok) return asked.Refusal;
        }
        return await deeds.DoAsync(actor, Permission.JudgeFeedback, input.ItemId, input.SeenVersion, (item, now) => item.Delist(note, number, now), ct);
    }

    private async Task<(string? Number, string Goods)> OpenCaseAsync(Guid itemId, int? seenVersion, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        var item = await db.FeedbackItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == itemId, ct);
        // What was seen otherwise, or cannot be taken off sale any more, is refused below, before anybody is asked.
        if (item is not { IsUnderWay: true, DelistedAt: null } || (seenVersion is { } seen && seen != item.Version)) return (null, "");
        var goods = $"{item.Style} {item.Batch}".TrimEnd();
        // A case in which the warehouse is asked about other goods says nothing of these; asked about these a moment ago, it is asked once.
        var number = await db.FeedbackCases.Where(f => f.ItemId == itemId).Join(db.Cases.Where(OpenStates.Condition), f => f.CaseId, c => c.Id, (f, c) => c)
            .Select(c => new { Case = c, Asked = db.CaseActions.Where(a => a.CaseId == c.Id && a.Word == Word && a.Cycle == c.Cycle && a.State != ActionState.Voided).OrderBy(a => a.Id).Select(a => new { a.Note }).FirstOrDefault() })
            .Where(one => one.Asked == null || one.Asked.Note!.StartsWith(goods))
            .OrderBy(one => one.Asked == null).ThenByDescending(one => one.Case.OpenedAt).Select(one => one.Case.Number).FirstOrDefaultAsync(ct);
        return (number, goods);
    }
}
