using AfterSales.Application.Conversations;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Conversations;

/// <summary>Single messages that come all at once, through one node and through two.</summary>
public sealed class MessageIntakeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestDesk _desk = null!;
    private TestDesk _other = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _other = _desk.AnotherNode();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1001")]
    public async Task SixteenAtOnce_OneCustomer_OpenExactlyOneCase(string? order)
    {
        var answers = await AtOnceAsync(16, n => Buyer($"第{n}句", $"m-{n}", order));

        answers.ShouldAllBe(a => a.Ok && !a.Value.Duplicate);
        answers.Select(a => a.Value!.Number).Distinct().Count().ShouldBe(1);
        answers.Count(a => a.Value!.Opened).ShouldBe(1);
        await using var db = _desk.Db();
        (await db.Cases.Select(c => c.Nudges).ToListAsync()).ShouldBe([15]);
        (await db.Messages.CountAsync()).ShouldBe(16);
        (await db.Customers.CountAsync()).ShouldBe(1);
        (await db.Clocks.CountAsync(c => c.StoppedAt == null)).ShouldBe(2);
        (await db.Outbox.CountAsync(o => o.Kind == "case.opened")).ShouldBe(1);
    }

    [Fact]
    public async Task SameMessageTwentyTimesAtOnce_IsTakenOnceAndAnsweredTwentyTimes()
    {
        var answers = await AtOnceAsync(20, _ => Buyer("发错了", "m-1", "1001"));

        answers.ShouldAllBe(a => a.Ok);
        answers.Select(a => a.Value!.CaseId).Distinct().Count().ShouldBe(1);
        answers.Count(a => !a.Value!.Duplicate).ShouldBe(1);
        await using var db = _desk.Db();
        (await db.Messages.CountAsync()).ShouldBe(1);
        (await db.Cases.Select(c => c.Nudges).ToListAsync()).ShouldBe([0]);
    }

    [Fact]
    public async Task ManyAtOnce_BuyersAndReplies_LeaveEveryCaseConsistent()
    {
        await AtOnceAsync(10, n => Buyer("少了一件", $"first-{n}", $"o{n}", $"买家{n}"));

        var answers = await AtOnceAsync(120, n => (n % 3) switch
        {
            0 => Buyer("在吗", $"b-{n}", $"o{n % 10}", $"买家{n % 10}"),
            1 => Reply($"r-{n}", $"买家{n % 10}"),
            _ => Buyer("还有一单", $"c-{n}", $"o{n}x", $"买家{n % 10}"),
        });

        answers.ShouldAllBe(a => a.Ok);
        await using var db = _desk.Db();
        (await db.Messages.CountAsync()).ShouldBe(130);
        var open = await db.Cases.ToListAsync();
        open.DistinctBy(c => (c.CustomerId, c.OrderNo)).Count().ShouldBe(open.Count);
        open.Count.ShouldBe(10 + 40);
        // A Reply clock runs exactly where a buyer waits, and each timer belongs to a clock that runs.
        var replies = await db.Clocks.Where(c => c.Kind == Domain.Clocks.ClockKind.Reply && c.StoppedAt == null).Select(c => c.SubjectId).ToListAsync();
        replies.Order().ShouldBe(open.Where(c => c.UnansweredSince != null).Select(c => c.Id).Order());
        (await db.ClockTimers.CountAsync(t => t.FiredAt == null && db.Clocks.Any(c => c.Id == t.ClockId && c.StoppedAt != null))).ShouldBe(0);
    }

    [Fact]
    public async Task Answer_ComesOnlyAfterTheCommit()
    {
        await using var blocker = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await ExecuteAsync(blocker, "begin; lock table messages in exclusive mode");
        var answer = _desk.Get<MessageIntake>().ReceiveAsync(Buyer("发错了", "m-1"), _desk.Bridge);
        await Eventually.TrueAsync(_desk.SomebodyWaitsForALockAsync, Patience);
        answer.IsCompleted.ShouldBeFalse();

        await ExecuteAsync(blocker, "rollback");

        (await answer).Value!.Opened.ShouldBeTrue();
        await using var db = _other.Db();
        (await db.Messages.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task ConnectionLostInTheMiddle_TheSenderHearsOfIt_AndTheNextMessageIsTaken()
    {
        await using var blocker = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await ExecuteAsync(blocker, "begin; lock table messages in exclusive mode");
        var lost = _desk.Get<MessageIntake>().ReceiveAsync(Buyer("发错了", "m-1"), _desk.Bridge);
        await Eventually.TrueAsync(_desk.SomebodyWaitsForALockAsync, Patience);
        await ExecuteAsync(blocker, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'; rollback");
        await Should.ThrowAsync<Exception>(lost);

        var again = await _desk.Get<MessageIntake>().ReceiveAsync(Buyer("发错了", "m-1"), _desk.Bridge);

        (again.Value!.Opened, again.Value.Duplicate).ShouldBe((true, false));
        await using var db = _desk.Db();
        (await db.Cases.CountAsync()).ShouldBe(1);
        (await db.Messages.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task MessageThatCannotBeWritten_HarmsOnlyItself_AndLeavesNoTransactionBehind()
    {
        await using var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await ExecuteAsync(connection, """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'never'; end $$;
            create trigger refuse before insert on messages for each row when (new.text = '毒') execute function refuse();
            """);
        var intake = _desk.Get<MessageIntake>();

        var sent = Enumerable.Range(0, 20).Select(n => Task.Run(() => intake.ReceiveAsync(Buyer(n == 7 ? "毒" : "在吗", $"m-{n}", null, $"买家{n % 5}"), _desk.Bridge))).ToArray();
        await Should.ThrowAsync<DbUpdateException>(sent[7]);
        foreach (var good in sent.Where((_, n) => n != 7)) (await good).Ok.ShouldBeTrue();

        (await intake.ReceiveAsync(Buyer("还在吗", "m-20", null, "买家2"), _desk.Bridge)).Ok.ShouldBeTrue();
        await using var db = _other.Db();
        (await db.Messages.CountAsync()).ShouldBe(20);
        (await db.Cases.CountAsync()).ShouldBe(5);
        (await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())").SingleAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Joining_ChangesNothingElseOfTheCase()
    {
        await _desk.Get<MessageIntake>().ReceiveAsync(Buyer("发错了", "m-1", "1001"), _desk.Bridge);
        await using var connection = await _desk.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await ExecuteAsync(connection, """
            update cases set priority = 'Urgent', tags = array['急"件"', 'a,b', '反\斜', '', 'null', '{x}', '空 格'],
                flag = '{"colour": "Red", "memo": "少发", "by": "客服甲", "at": "2026-11-22T02:00:00+00:00"}', assignee_id = gen_random_uuid(), earlier_case_id = gen_random_uuid(), evidence_count = 3
            """);
        const string Others = "select (to_jsonb(c) - array['nudges','last_text','last_activity_at','last_inbound_at','changed_at'])::text as \"Value\" from cases c";
        await using var db = _desk.Db();
        var before = await db.Database.SqlQueryRaw<string>(Others).SingleAsync();

        await _desk.Get<MessageIntake>().ReceiveAsync(Buyer("在吗", "m-2", "1001"), _desk.Bridge);

        (await db.Database.SqlQueryRaw<string>(Others).SingleAsync()).ShouldBe(before);
        (await db.Cases.AsNoTracking().Select(c => c.LastText).SingleAsync()).ShouldBe("在吗");
    }

    private Task<Result<ReceivedMessage>[]> AtOnceAsync(int count, Func<int, IncomingMessage> message)
    {
        var nodes = new[] { _desk, _other };
        return Task.WhenAll(Enumerable.Range(0, count).Select(n => Task.Run(() => nodes[n % 2].Get<MessageIntake>().ReceiveAsync(message(n), _desk.Bridge))));
    }

    private static IncomingMessage Buyer(string text, string id, string? order = null, string customer = "tb测试买家01") =>
        new(id, "qianniu", customer, order, MessageKind.Buyer, null, text, null, []);

    private static IncomingMessage Reply(string id, string customer) => new(id, "qianniu", customer, null, MessageKind.Reply, "客服甲", "好的", null, []);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
