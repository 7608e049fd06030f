using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Reads the evidence of one case, and who has seen a piece of it.</summary>
public sealed class CaseEvidenceQueries(Databases databases)
{
    /// <summary>Far more than people add to a case; a robot gone wild must not fill the memory. The latest are shown.</summary>
    private const int Most = 1_000;

    private const int MostLooks = 200;

    public async Task<Result<CaseEvidence>> OfCaseAsync(string number, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var subject = await db.Cases.Where(c => c.Number == number).Select(c => new { c.Id, c.OrderNo }).SingleOrDefaultAsync(ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        var pieces = await (from e in db.Evidence.AsNoTracking()
                            where e.CaseId == subject.Id
                            join m in db.Messages on e.MessageId equals m.Id into messages
                            from m in messages.DefaultIfEmpty()
                            join p in db.Users on e.AddedById equals p.Id into people
                            from p in people.DefaultIfEmpty()
                            orderby e.AddedAt descending, e.Id descending
                            select new { Item = e, With = m == null ? null : (Domain.Conversations.MessageKind?)m.Kind, Author = m == null ? null : m.AuthorName, Adder = p == null ? null : p.DisplayName }).Take(Most).ToListAsync(ct);
        var marked = await (from k in db.LineMarks
                            join m in db.Messages on k.MessageId equals m.Id
                            where m.CaseId == subject.Id
                            orderby m.SentAt, m.Id
                            select new MarkedChatLine(m.Id, m.AuthorName, m.Text, m.SentAt, k.ByName)).Take(Most).ToListAsync(ct);
        var lines = subject.OrderNo is null ? [] : await db.OrderLines.Where(l => l.OrderNo == subject.OrderNo).OrderBy(l => l.LineKey).Select(l => new { l.LineKey, l.Title, l.Sku }).ToListAsync(ct);
        return new CaseEvidence(
            [.. pieces.Select(p => new EvidencePiece(EvidenceLine.Of(p.Item), p.Item.AddedAt, p.Author ?? p.Adder ?? "", p.With))],
            marked,
            [.. lines.Select(l => new LineToShow(l.LineKey, string.Join(' ', new[] { l.Title, l.Sku }.Where(words => words is not null)) is { Length: > 0 } title ? title : l.LineKey))]);
    }

    /// <summary>Who saw or took out a piece, the last time first: for those who answer for the store's people. Nothing for what is not there.</summary>
    public async Task<Result<IReadOnlyList<EvidenceLook>>> LooksAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewBoard)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.EvidenceAccesses.AsNoTracking().Where(a => a.EvidenceId == id).OrderByDescending(a => a.Id).Take(MostLooks)
            .Select(a => new EvidenceLook(a.Kind, a.ByName, a.At)).ToListAsync(ct);
    }
}
