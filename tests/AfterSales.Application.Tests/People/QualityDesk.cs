using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Tests.People;

/// <summary>Cases that were worked on, and cards that are filled in.</summary>
internal static class QualityDesk
{
    public static readonly ScoreCard Card = DefaultScoreCard.In("zh-CN");

    /// <summary>A case that this person resolved a moment after its buyer wrote, and the buyer was answered <paramref name="after"/> that.</summary>
    public static async Task<string> ResolvedAsync(this TestDesk desk, Actor person, TimeSpan? after = null)
    {
        var number = await desk.BuyerSaysAsync($"买家{desk.Time.Now:O}", "少发了一件");
        (await desk.Get<AssignCase>().ExecuteAsync(new(number, person.Id, null), desk.Supervisor)).Refusal.ShouldBeNull();
        desk.Time.Move(after ?? TimeSpan.FromMinutes(1));
        while (await desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0) { }
        desk.Time.Move(TimeSpan.FromSeconds(1));
        (await desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "马上为您补发"), person)).Refusal.ShouldBeNull();
        (await desk.Get<ResolveCase>().ExecuteAsync(new(number, null), person)).Refusal.ShouldBeNull();
        return number;
    }

    public static async Task<Guid> PickedAsync(this TestDesk desk, string number, Actor person) => (await desk.Get<PickSample>().ExecuteAsync(new(number, person.Id!.Value, "新人，多看看"), desk.Supervisor)).Value;

    public static Task<Result<ScoreTotal>> AssessAsync(this TestDesk desk, Guid sample, Actor by, FilledCard filled) => desk.Get<AssessSample>().ExecuteAsync(new(sample, Card.Version, filled), by);

    /// <summary>Everything that could be had, less so many points of the first criterion.</summary>
    public static FilledCard Less(int points, string? failed = null, string? because = null) => new(
        [.. Card.Criteria.Select((one, place) => new CriterionScore(one.Key, one.MustNotFail ? null : one.Points - (place == 0 ? points : 0), one.Key == failed))],
        new Dictionary<string, string> { ["greeting"] = "开头没有安抚" }, "整体不错", because);
}
