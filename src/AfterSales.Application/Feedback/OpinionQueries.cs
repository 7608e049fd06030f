using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <summary>An opinion as it stands on a case. <see cref="Opinion"/> is a detached copy.</summary>
/// <param name="Said">The beginning of the message that says it.</param>
public sealed record OpinionLine(Opinion Opinion, string? Said);

/// <summary>What buyers think of one style: how often each word was tagged, most first.</summary>
public sealed record StyleOpinions(string Style, IReadOnlyList<(OpinionWord Word, long Count)> Words)
{
    public long Count => Words.Sum(word => word.Count);
}

/// <param name="IsCut">There are more styles than are shown.</param>
public sealed record OpinionReport(IReadOnlyList<StyleOpinions> Styles, long Count, bool IsCut);

/// <summary>Reads what buyers think of goods: on a case, and by style from roll-ups.</summary>
public sealed class OpinionQueries(Databases databases, FigureQueries figures)
{
    /// <summary>Styles of a report, those with the most opinions.</summary>
    public const int MostStyles = 100;

    /// <summary>Those of a case that stand, the earliest first.</summary>
    public async Task<Result<IReadOnlyList<OpinionLine>>> OfCaseAsync(Actor actor, string number, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } id) return Refusal.NotFound("case.not_found", number);
        var lines = await (from o in db.Opinions.AsNoTracking().Where(o => o.CaseId == id && o.WithdrawnAt == null)
                           join m in db.Messages on o.MessageId equals m.Id into said
                           from message in said.DefaultIfEmpty()
                           orderby o.At
                           select new { Opinion = o, Said = message.Text }).ToListAsync(ct);
        return new([.. lines.Select(line => new OpinionLine(line.Opinion, line.Said is null ? null : Domain.Cases.Case.Preview(line.Said)))]);
    }

    /// <param name="style">Only this one; null: all.</param>
    public async Task<Result<OpinionReport>> ByStyleAsync(ReportRange range, string? style, Actor actor, CancellationToken ct = default)
    {
        var words = Enum.GetValues<OpinionWord>();
        var read = await figures.OfAsync(range, [.. words.Select(word => new Wanted(Measures.Opinion(word), Cut.Style))], actor, ct);
        if (!read.Ok) return read.Refusal;
        var styles = words.SelectMany(word => read.Value.By(Measures.Opinion(word), Cut.Style).Select(one => (Style: one.Key, Word: word, one.Value.Count)))
            .Where(one => style is null || one.Style.Contains(style, StringComparison.OrdinalIgnoreCase))
            .GroupBy(one => one.Style, (key, of) => new StyleOpinions(key, [.. of.Select(one => (one.Word, one.Count)).OrderByDescending(one => one.Count).ThenBy(one => one.Word)]))
            .OrderByDescending(one => one.Count).ThenBy(one => one.Style, StringComparer.Ordinal).ToList();
        return new OpinionReport([.. styles.Take(MostStyles)], styles.Sum(one => one.Count), styles.Count > MostStyles);
    }
}
