using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <summary>Which samples a list shows.</summary>
public enum QualityView
{
    /// <summary>Nobody has scored them, and whoever asks may: their own are for others.</summary>
    Open,

    /// <summary>Another has scored them, and whoever asks may be the second.</summary>
    Calibrating,
    Scored,
    Withdrawn,
}

/// <param name="PersonId">Whose work; null: anybody's.</param>
/// <param name="Month">Any day of it; null: ever.</param>
public sealed record QualityFilter(QualityView View = QualityView.Open, Guid? PersonId = null, DateOnly? Month = null);

/// <summary>Behind which sample the next page begins.</summary>
public sealed record QualityCursor(DateOnly Day, Guid Id);

/// <param name="Percent">Null while nobody has scored it, or while whoever asks must not know.</param>
/// <param name="IsHidden">It was scored, and whoever asks may still score it without knowing how.</param>
public sealed record SampleLine(
    Guid Id, string CaseNumber, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, Guid PersonId, string Name, DateOnly Day, IReadOnlyList<SampleReason> Why, SampleState State, bool Calibrates, bool AwaitsSecond, bool IsHidden,
    decimal? Percent, bool IsFailed, string? FirstBy, bool IsAnswered)
{
    /// <summary>Why it is not looked at after all, and who said so.</summary>
    public string? WithdrawnBecause { get; private init; }

    public string? WithdrawnBy { get; private init; }

    internal static SampleLine Of(QualitySample sample, string number, string nick, CaseType? type, CaseSubtype? subtype, string name, Guid? me)
    {
        var hidden = sample.IsBlindTo(me);
        return new(sample.Id, number, nick, type, subtype, sample.PersonId, name, sample.Day, sample.Why, sample.State, sample.Calibrates, sample.AwaitsSecond, hidden, hidden ? null : sample.Percent, !hidden && sample.IsFailed, sample.FirstBy, sample.Answer is not null)
        {
            WithdrawnBecause = sample.WithdrawnBecause,
            WithdrawnBy = sample.WithdrawnBy,
        };
    }
}

/// <param name="Next">Null: this was the last page.</param>
public sealed record QualityPage(IReadOnlyList<SampleLine> Lines, QualityCursor? Next);

/// <param name="Card">By which it was scored, or is to be.</param>
/// <param name="Assessments">What was given that whoever asks may see, the earliest first.</param>
public sealed record SampleView(SampleLine Line, QualitySample Sample, ScoreCard Card, IReadOnlyList<Assessment> Assessments, bool MayAssess, bool MayCorrect, bool MayAnswer);

/// <summary>Reads samples: all of them for who may score, one's own scores for oneself. What two give to calibrate is kept from either until both have.</summary>
public sealed class QualityQueries(Databases databases)
{
    public const int PageSize = 50;
    public const int MostAtOnce = 1_000;

    public async Task<Result<QualityPage>> PageAsync(QualityFilter filter, QualityCursor? after, Actor actor, int most = PageSize, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality) && (filter.View != QualityView.Scored || actor.PersonId is null || filter.PersonId != actor.PersonId)) return Refusal.Forbidden();
        return await ReadAsync(filter, after, actor, most, ct);
    }

    /// <summary>What was scored of a month's work, for programs; what waits for a second score is kept from them too.</summary>
    /// <param name="month">Any day of it.</param>
    public async Task<Result<QualityPage>> ScoredAsync(DateOnly month, QualityCursor? after, Actor actor, int most = PageSize, CancellationToken ct = default) =>
        actor.May(Permission.ViewReports) ? await ReadAsync(new(QualityView.Scored, Month: month), after, actor, most, ct) : Refusal.Forbidden();

    private async Task<QualityPage> ReadAsync(QualityFilter filter, QualityCursor? after, Actor actor, int most, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        var size = Math.Clamp(most, 1, MostAtOnce);
        var within = Within(db.QualitySamples.AsNoTracking(), filter, actor.PersonId);
        if (after is not null) within = within.Where(s => EF.Functions.LessThan(ValueTuple.Create(s.Day, s.Id), ValueTuple.Create(after.Day, after.Id)));
        var found = await within.OrderByDescending(s => s.Day).ThenByDescending(s => s.Id).Take(size + 1)
            .Join(db.Cases, s => s.CaseId, c => c.Id, (s, c) => new { Sample = s, c.Number, c.CustomerNick, c.Type, c.Subtype })
            .Join(db.Users, one => one.Sample.PersonId, p => p.Id, (one, p) => new { one.Sample, one.Number, one.CustomerNick, one.Type, one.Subtype, p.DisplayName })
            .OrderByDescending(one => one.Sample.Day).ThenByDescending(one => one.Sample.Id).ToListAsync(ct);
        var lines = found.Take(size).Select(one => SampleLine.Of(one.Sample, one.Number, one.CustomerNick, one.Type, one.Subtype, one.DisplayName, actor.PersonId)).ToList();
        return new QualityPage(lines, found.Count > size ? new(lines[^1].Day, lines[^1].Id) : null);
    }

    /// <summary>How many wait for the actor: for a first score, and for the second one to calibrate.</summary>
    public async Task<Result<(int Open, int Calibrating)>> WaitingAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return (await Within(db.QualitySamples, new(), actor.PersonId).CountAsync(ct), await Within(db.QualitySamples, new(QualityView.Calibrating), actor.PersonId).CountAsync(ct));
    }

    public async Task<Result<SampleView>> OneAsync(Guid sampleId, Actor actor, CancellationToken ct = default)
    {
        await using var db = databases.For(actor);
        await using var moment = await db.OneMomentAsync(ct);
        var (me, scores) = (actor.PersonId, actor.May(Permission.ScoreQuality));
        // That somebody's work is looked at is theirs to know once it was scored.
        var found = await db.QualitySamples.AsNoTracking().Where(s => s.Id == sampleId && (scores || (s.PersonId == me && s.State == SampleState.Scored)))
            .Join(db.Cases, s => s.CaseId, c => c.Id, (s, c) => new { Sample = s, c.Number, c.CustomerNick, c.Type, c.Subtype })
            .Join(db.Users, one => one.Sample.PersonId, p => p.Id, (one, p) => new { one.Sample, one.Number, one.CustomerNick, one.Type, one.Subtype, p.DisplayName }).SingleOrDefaultAsync(ct);
        if (found is null) return Refusal.NotFound("quality.sample_not_found");
        var sample = found.Sample;
        var hidden = sample.IsBlindTo(me);
        // Their own second opinion of a score is between those who score.
        var assessments = hidden ? [] : await db.Assessments.AsNoTracking().Where(a => a.SampleId == sampleId && ((scores && sample.PersonId != me) || a.ById == sample.FirstById)).OrderBy(a => a.Id).ToListAsync(ct);
        var card = sample.CardVersion is { } version ? await db.CardOfAsync(version, ct) : await db.CardAsync(ct);
        var (own, scored) = (sample.PersonId == me, me is not null && (me == sample.FirstById || me == sample.SecondById));
        return new SampleView(
            SampleLine.Of(sample, found.Number, found.CustomerNick, found.Type, found.Subtype, found.DisplayName, me), hidden ? sample.WithoutScore() : sample, card!, assessments,
            scores && me is not null && !own && !scored && sample.State != SampleState.Withdrawn && (sample.FirstById is null || sample.AwaitsSecond), scores && scored, own && sample is { State: SampleState.Scored, Answer: null });
    }

    private static IQueryable<QualitySample> Within(IQueryable<QualitySample> samples, QualityFilter filter, Guid? me)
    {
        if (filter.PersonId is { } person) samples = samples.Where(s => s.PersonId == person);
        if (filter.Month is { } month)
        {
            var first = new DateOnly(month.Year, month.Month, 1);
            var last = first.AddMonths(1).AddDays(-1);
            samples = samples.Where(s => s.Day >= first && s.Day <= last);
        }
        return filter.View switch
        {
            QualityView.Open => samples.Where(s => s.State == SampleState.Open && s.PersonId != me),
            QualityView.Calibrating => samples.Where(s => s.State == SampleState.Scored && s.Calibrates && s.SecondById == null && s.PersonId != me && s.FirstById != me),
            QualityView.Scored => samples.Where(s => s.State == SampleState.Scored),
            _ => samples.Where(s => s.State == SampleState.Withdrawn),
        };
    }
}
