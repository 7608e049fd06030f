using AfterSales.Application.Cases;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.Persistence;
using AfterSales.Application.Tests.Evidence;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Customers;

public sealed class ErasureTests : KnownBuyerTests
{
    [Fact]
    public async Task Erase_LeavesNothingOfThemAnywhere()
    {
        var before = await Source.WhereAsync(KnownBuyer.Secrets);
        // Whatever the eraser is told to erase has something to erase here.
        PersonalTables.All.Select(t => t.Name).Except(before.Select(f => f.Split('.')[0])).ShouldBeEmpty();

        await Buyer.EraseAsync();

        (await Source.WhereAsync(KnownBuyer.Secrets)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erase_TakesTheFilesAndPacksAway()
    {
        var pack = (await Desk.Get<PackQueries>().OfCaseAsync(Buyer.Number, Desk.Agent)).Value!.ShouldHaveSingleItem();

        await Buyer.EraseAsync();

        (await Desk.Get<IEvidenceStore>().HasAsync(Buyer.Sha256, default)).ShouldBeFalse();
        await using var db = Desk.Db();
        (await db.Erasures.SingleAsync()).ShouldSatisfyAllConditions(e => e.FilesGoneAt.ShouldBe(Desk.Time.Now), e => e.Files.ShouldContain(Buyer.Sha256), e => e.Counts["messages"].ShouldBeGreaterThan(3));
        (await db.Evidence.Where(e => e.RemovedAt == null).CountAsync()).ShouldBe(0);
        (await Desk.Get<PackQueries>().OpenAsync(pack.Id, Desk.Agent)).Refusal!.Code.ShouldBe("pack.piece_removed");
    }

    [Fact]
    public async Task Erase_AFileThatAnotherBuyerSentToo_Stays()
    {
        var other = await Desk.AddPictureAsync(await Desk.BuyerSaysAsync("别的买家", "一样的"), SamplePictures.Png(31, 17));
        other.Sha256.ShouldBe(Buyer.Sha256);

        await Buyer.EraseAsync();

        (await Desk.Get<IEvidenceStore>().HasAsync(Buyer.Sha256, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Erase_HistoryAndMoneyAddUp()
    {
        string[] whole = ["ledger_postings", "ledger_entries", "clock_events", "clocks", "clock_timers", "case_facts", "case_evaluations", "evidence_accesses", "phone_reveals", "parcels", "line_marks", "review_offers"];
        string[] but = [
            "select id, case_id, kind, actor_id, actor_name, at, (select array_agg(k order by k) from jsonb_object_keys(data) k) from case_history", "select id, case_id, kind, channel, external_id, sent_at, received_at, author_id from messages",
            "select id, state, amount, method, shares, requested_at, approved_at, sent_at, confirmed_at, attempt, receipt_no, order_no from payouts", "select id, amount, count, jsonb_array_length(lines) from payout_batches",
            "select id, case_id, state, amount, asked_amount, causes, signatures, requested_by, hands, signed_by, decided_at from approval_requests", "select id, by_id, by_name, verdict, as_role, amount, at from approval_decisions",
            "select id, number, type, subtype, state, order_no, order_id, customer_id, opened_at, closed_at, assignee_id from cases", "select id, order_no, status, total_amount, paid_amount, province, title, created_at from orders", "select id, action_id, \"from\", \"to\", by_name, at from action_steps",
        ];
        var (before, kept) = (await SumsAsync(whole.Select(table => $"select * from {table}")), await SumsAsync(but));

        await Buyer.EraseAsync();

        (await SumsAsync(whole.Select(table => $"select * from {table}"))).ShouldBe(before);
        (await SumsAsync(but)).ShouldBe(kept);
        var told = (await Desk.Get<CaseQueries>().DetailsAsync(Desk.Agent, Buyer.Number)).Value!;
        told.Case.CustomerNick.ShouldStartWith("已删除-");
        told.Timeline.Select(entry => entry.Message?.Text).OfType<string>().ShouldAllBe(text => text == "[erased 2026-11-22]");
    }

    [Fact]
    public async Task Erase_LeavesOthersAlone()
    {
        var neighbour = await Desk.StrangerAsync();
        await Desk.BuyerSaysAsync("别的买家", $"我认识{KnownBuyer.Name}吗");
        await using (var elsewhere = Desk.Get<Databases>().For(neighbour))
        {
            elsewhere.Customers.Add(new Customer(Ids.New(Desk.Time.Now), neighbour.StoreId, KnownBuyer.Nick, Desk.Time.Now));
            await elsewhere.SaveChangesAsync();
        }

        await Buyer.EraseAsync();

        await using var theirs = Desk.Get<Databases>().For(neighbour);
        (await theirs.Customers.SingleAsync()).Nick.ShouldBe(KnownBuyer.Nick);
        (await Source.WhereAsync(KnownBuyer.Secrets)).ShouldBe(["cases.last_text: 欧阳修文", "customers.nick: 梅花小鹿", "messages.text: 欧阳修文"], ignoreOrder: true);
        var batch = await Desk.Db().PayoutBatches.SingleAsync();
        (batch.Lines[1].Buyer, batch.Lines[1].Payee).ShouldBe(("别人", "别人的账号"));
    }

    [Fact]
    public async Task Decide_TakesTwoPeople_AndWhoeverMay()
    {
        (await Desk.Get<AskErasure>().ExecuteAsync(new(Buyer.CustomerId, ErasureWay.Phone, " "), Desk.Agent)).Refusal!.Code.ShouldBe("erasure.reason_needed");
        (await Desk.Get<AskErasure>().ExecuteAsync(new(Buyer.CustomerId, ErasureWay.Phone, $"{KnownBuyer.Name}来电要求"), Desk.Agent)).Refusal!.Code.ShouldBe("erasure.reason_names");
        (await Desk.Get<AskErasure>().ExecuteAsync(new(Buyer.CustomerId, ErasureWay.Phone, "来电要求"), Desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
        var id = (await Desk.Get<AskErasure>().ExecuteAsync(new(Buyer.CustomerId, ErasureWay.Phone, "来电要求"), Desk.Supervisor)).Value;
        (await Desk.Get<AskErasure>().ExecuteAsync(new(Buyer.CustomerId, ErasureWay.Phone, "又来电"), Desk.Agent)).Refusal!.Code.ShouldBe("erasure.asked_already");

        (await DecideAsync(id, true, Desk.Supervisor)).Refusal!.Code.ShouldBe("erasure.own");
        (await DecideAsync(id, true, Desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await DecideAsync(id, true, await Desk.StrangerAsync())).Refusal!.Code.ShouldBe("erasure.not_found");
        (await DecideAsync(id, true, Desk.Owner)).Refusal.ShouldBeNull();
        (await DecideAsync(id, true, Desk.Owner)).Refusal!.Code.ShouldBe("erasure.not_open");
        (await Desk.Get<AskErasure>().ExecuteAsync(new(Buyer.CustomerId, ErasureWay.Phone, "再来"), Desk.Agent)).Refusal!.Code.ShouldBe("erasure.erased_already");
    }

    [Fact]
    public async Task Decide_DeclinedOrWithdrawn_ChangesNothing()
    {
        var declined = await Buyer.AskAsync();
        (await DecideAsync(declined, false, Desk.Supervisor)).Refusal.ShouldBeNull();
        var withdrawn = await Buyer.AskAsync();
        (await Desk.Get<WithdrawErasure>().ExecuteAsync(withdrawn, Desk.Agent)).Refusal.ShouldBeNull();
        (await DecideAsync(withdrawn, true, Desk.Supervisor)).Refusal!.Code.ShouldBe("erasure.not_open");
        var data = (await Desk.Get<PersonalDataQueries>().OfCustomerAsync(Buyer.CustomerId, Desk.Agent)).Value!;
        data.Erasures.Select(e => e.State).ShouldBe([ErasureState.Withdrawn, ErasureState.Declined], ignoreOrder: true);
        data.Customer.Nick.ShouldBe(KnownBuyer.Nick);
    }

    [Theory]
    [InlineData("update cases set state = 'Confirming', closed_at = null where number = @number", ErasureObstacleKind.OpenCase)]
    [InlineData("update clocks set stopped_at = null where id = (select k.id from clocks k join cases c on c.id = k.subject_id where c.number = @number limit 1)", ErasureObstacleKind.FollowUp)]
    [InlineData("update payouts set state = 'Sent'", ErasureObstacleKind.Payout)]
    [InlineData("update approval_requests set state = 'Open'", ErasureObstacleKind.Approval)]
    [InlineData("update legal_holds set released_at = null", ErasureObstacleKind.LegalHold)]
    [InlineData("update evidence_packs set ended_at = null", ErasureObstacleKind.Pack)]
    [InlineData("update platform_refunds set status = 'WaitSeller', deadline = now() + interval '10 years'", ErasureObstacleKind.Refund)]
    [InlineData("update case_actions set flow = 'Claim', ended_at = null where id = (select id from case_actions limit 1)", ErasureObstacleKind.Claim)]
    public async Task Erase_WhileSomethingStandsInTheWay_IsRefused(string sql, ErasureObstacleKind kind)
    {
        var id = await Buyer.AskAsync();
        await using (var command = Source.CreateCommand(sql))
        {
            if (sql.Contains("@number", StringComparison.Ordinal)) command.Parameters.AddWithValue("number", Buyer.Number);
            (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
        }

        (await DecideAsync(id, true, Desk.Supervisor)).Refusal!.Code.ShouldBe("erasure.in_the_way");

        var data = (await Desk.Get<PersonalDataQueries>().OfCustomerAsync(Buyer.CustomerId, Desk.Agent)).Value!;
        data.Obstacles.Select(o => o.Kind).ShouldContain(kind);
        data.Customer.Nick.ShouldBe(KnownBuyer.Nick);
    }

    [Fact]
    public async Task Find_ByWhateverIsTheirs_FindsThem()
    {
        foreach (var key in new[] { KnownBuyer.Nick, "花小鹿", KnownBuyer.Name, KnownBuyer.Phone, KnownBuyer.OrderNo, KnownBuyer.Account, "R77", Buyer.Number, Buyer.Number.ToLowerInvariant() })
            (await Desk.Get<PersonalDataQueries>().FindAsync(key, Desk.Agent)).Value!.ShouldHaveSingleItem(key).CustomerId.ShouldBe(Buyer.CustomerId, key);
        (await Desk.Get<PersonalDataQueries>().FindAsync(KnownBuyer.Nick, await Desk.StrangerAsync())).Value.ShouldBeEmpty();
        (await Desk.Get<PersonalDataQueries>().FindAsync(KnownBuyer.Nick, Desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");

        await Buyer.EraseAsync();

        foreach (var key in new[] { KnownBuyer.Nick, KnownBuyer.Name, KnownBuyer.Phone, KnownBuyer.Account })
            (await Desk.Get<PersonalDataQueries>().FindAsync(key, Desk.Agent)).Value!.ShouldBeEmpty(key);
    }

    [Fact]
    public async Task Erase_AndAHoldAtTheSameMoment_OneComesFirst()
    {
        var id = await Buyer.AskAsync();
        var erasing = Task.Run(() => DecideAsync(id, true, Desk.Supervisor));
        var holding = Task.Run(() => Desk.Get<SetLegalHold>().ExecuteAsync(Buyer.Number, "平台介入", Desk.Owner));
        var (erased, held) = (await erasing, await holding);
        held.Refusal.ShouldBeNull();
        await using var db = Desk.Db();
        if (erased.Ok) (await db.Evidence.CountAsync(e => e.RemovedAt == null)).ShouldBe(0);
        else erased.Refusal!.Code.ShouldBe("erasure.in_the_way");
    }

    private NpgsqlDataSource Source => Desk.Get<NpgsqlDataSource>();

    private Task<Result> DecideAsync(Guid id, bool erase, Actor actor) => Desk.Get<DecideErasure>().ExecuteAsync(id, erase, actor);

    private async Task<IReadOnlyList<string>> SumsAsync(IEnumerable<string> queries)
    {
        var sums = new List<string>();
        foreach (var query in queries)
        {
            await using var command = Source.CreateCommand($"select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ({query}) t");
            sums.Add($"{query}: {await command.ExecuteScalarAsync()}");
        }
        return sums;
    }
}
