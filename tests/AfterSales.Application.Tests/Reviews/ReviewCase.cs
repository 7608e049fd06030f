using AfterSales.Application.Cases;
using AfterSales.Application.Reviews;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Reviews;

/// <summary>A bad review that is our fault: a coupon or a gift may be offered. What people do with it, in a line each.</summary>
internal static class ReviewCase
{
    public static readonly ReviewDetails Bad = new() { Rating = ReviewRating.Negative, Stars = 1, Text = "线头太多，穿一次就开线", PostedAt = TestDesk.Start.AddDays(-1), Cause = ReviewCause.Quality, Style = "Q2201", Link = "https://rate.example/88" };

    /// <param name="order">Of the sixty that <see cref="QualityCase.ImportAsync"/> brings; the first brings them.</param>
    public static async Task<string> OpenAsync(TestDesk desk, int order = 0, bool recorded = true)
    {
        if (order == 0) await QualityCase.ImportAsync(desk);
        var number = await desk.BuyerSaysAsync($"买家{order % 50:D3}", "我给了差评", $"10010000{order:D8}");
        (await desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Review, CaseSubtype.Negative, null), desk.Agent)).Refusal.ShouldBeNull();
        await QualityCase.SayAsync(desk, number, ("signs of extortion", Value.Of("none")), ("buyer reachable", Value.True), ("fault found", Value.True));
        if (recorded) (await RecordAsync(desk, number)).Refusal.ShouldBeNull();
        return number;
    }

    public static Task<Result<int>> RecordAsync(TestDesk desk, string number, ReviewDetails? details = null, int? seen = null, Actor? actor = null) =>
        desk.Get<RecordReview>().ExecuteAsync(new(number, details ?? Bad, seen), actor ?? desk.Agent);

    public static Task<Result<OfferMade>> OfferAsync(TestDesk desk, string number, string remedy = "coupon", decimal? amount = 10, Actor? actor = null) =>
        desk.Get<MakeOffer>().ExecuteAsync(new(number, remedy, amount), actor ?? desk.Agent);

    public static Task<Result<int>> AnswerAsync(TestDesk desk, string number, Guid offer, OfferAnswer answer) => desk.Get<AnswerOffer>().ExecuteAsync(new(number, offer, answer), desk.Agent);

    public static Task<Result<int>> ConcludeAsync(TestDesk desk, string number, ReviewOutcome outcome, int? seen = null, ReviewRating? rating = null, Actor? actor = null) =>
        desk.Get<ConcludeReview>().ExecuteAsync(new(number, new ReviewEnd(outcome, Rating: rating), seen), actor ?? desk.Agent);

    public static async Task<ReviewOnCase> ReadAsync(TestDesk desk, string number) => (await desk.Get<ReviewQueries>().OfCaseAsync(desk.Agent, number)).Value.ShouldNotBeNull();

    public static async Task<Customer> CustomerAsync(TestDesk desk, string number)
    {
        await using var db = desk.Db();
        return await db.Customers.AsNoTracking().SingleAsync(c => db.Cases.Any(x => x.Number == number && x.CustomerId == c.Id));
    }

    public static async Task<Result> FlagAsync(TestDesk desk, string number, bool isSet = true, Actor? actor = null, string reason = "不给红包就差评", int? seen = null)
    {
        var customer = await CustomerAsync(desk, number);
        return await desk.Get<FlagExtortion>().ExecuteAsync(new(customer.Id, isSet, reason, isSet ? number : null, seen ?? customer.Version), actor ?? (isSet ? desk.Agent : desk.Supervisor));
    }

    public static async Task<Guid> LastLineAsync(TestDesk desk, string number)
    {
        await using var db = desk.Db();
        return await db.Messages.Where(m => db.Cases.Any(c => c.Id == m.CaseId && c.Number == number)).OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Select(m => m.Id).FirstAsync();
    }
}
