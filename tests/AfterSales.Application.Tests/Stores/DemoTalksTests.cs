using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores.Demo;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Stores;

public sealed class DemoTalksTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.DemoAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Turn_SomebodyNewComesWithinThreeMinutes_AndNotTwiceAtOnce()
    {
        (await TurnAsync()).ShouldBeFalse("somebody wrote a moment ago");
        _desk.Time.Move(TimeSpan.FromMinutes(3));
        (await TurnAsync()).ShouldBeTrue();
        (await TurnAsync()).ShouldBeFalse();
        (await LatestAsync()).ExternalId.ShouldBe("demo-line-000000-0");
        _desk.Time.Move(TimeSpan.FromMinutes(3));
        (await TurnAsync()).ShouldBeTrue();
        (await LatestAsync()).ExternalId.ShouldBe("demo-line-000001-0");
    }

    [Fact]
    public async Task Turn_WhoWasAnswered_AnswersWithTheirPicture()
    {
        var number = await FirstBuyerAsync();
        await ReplyAsync(number);
        (await TurnAsync()).ShouldBeFalse("nobody types that fast");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await TurnAsync()).ShouldBeTrue();
        var answer = await LatestAsync();
        answer.ExternalId.ShouldBe("demo-line-000000-1");
        await using var db = Db();
        (await db.Cases.SingleAsync(c => c.Id == answer.CaseId)).Number.ShouldBe(number);
        (await db.Evidence.CountAsync(e => e.MessageId == answer.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Turn_WhoWaits_AsksAgainTwiceAndThenGivesUp()
    {
        var number = await FirstBuyerAsync();
        for (var minute = 0; minute < 30; minute++)
        {
            _desk.Time.Move(TimeSpan.FromMinutes(1));
            while (await TurnAsync()) { }
        }
        await using var db = Db();
        (await db.Cases.SingleAsync(c => c.Number == number)).Nudges.ShouldBe(2);
    }

    [Fact]
    public async Task Turn_NobodyWorks_TheDeskIsNotBuried()
    {
        for (var turn = 0; turn < 400; turn++)
        {
            _desk.Time.Move(TimeSpan.FromSeconds(30));
            await TurnAsync();
        }
        await using var db = Db();
        (await db.Cases.Where(OpenStates.Condition).CountAsync(c => c.UnansweredSince != null)).ShouldBe(DemoTalks.MostUnanswered);
        (await db.Cases.CountAsync(OpenStates.Condition)).ShouldBeLessThanOrEqualTo(DemoTalks.MostOpen);
    }

    [Fact]
    public async Task Turn_OnTwoNodesAtOnce_IsTakenOnce()
    {
        await using var other = _desk.AnotherNode();
        _desk.Time.Move(TimeSpan.FromMinutes(3));
        var turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? _desk : other).Get<DemoTalks>().TakeTurnAsync(_desk.StoreId)));
        turns.Count(written => written).ShouldBe(1);
        await using var db = Db();
        (await db.Messages.CountAsync(m => m.ExternalId!.StartsWith("demo-line-"))).ShouldBe(1);
    }

    [Fact]
    public async Task Turn_WhileAnotherNodeTakesIts_IsNotTaken()
    {
        _desk.Time.Move(TimeSpan.FromMinutes(3));
        await using (var connection = await _desk.Get<Databases>().Source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var hold = new Npgsql.NpgsqlCommand("select pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = DemoTalks.TurnLock } } };
            await hold.ExecuteNonQueryAsync();
            (await TurnAsync()).ShouldBeFalse();
        }
        (await TurnAsync()).ShouldBeTrue();
    }

    private Task<bool> TurnAsync() => _desk.Get<DemoTalks>().TakeTurnAsync(_desk.StoreId);

    private StoreDb Db() => _desk.Db();

    private async Task<Message> LatestAsync()
    {
        await using var db = Db();
        return await db.Messages.OrderByDescending(m => m.SentAt).FirstAsync();
    }

    private async Task<string> FirstBuyerAsync()
    {
        _desk.Time.Move(TimeSpan.FromMinutes(3));
        (await TurnAsync()).ShouldBeTrue();
        var message = await LatestAsync();
        await using var db = Db();
        return (await db.Cases.SingleAsync(c => c.Id == message.CaseId)).Number;
    }

    private async Task ReplyAsync(string number)
    {
        await using var db = Db();
        var person = await db.Users.SingleAsync(u => u.UserName == "agent");
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，麻烦拍一下～"), Actor.Person(person.Id, person.DisplayName, _desk.StoreId, [Role.AfterSales]))).Ok.ShouldBeTrue();
    }
}
