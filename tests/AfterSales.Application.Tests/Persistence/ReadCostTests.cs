using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Importing;
using AfterSales.Application.Ledger;
using AfterSales.Application.Orders;
using AfterSales.Application.Parcels;
using AfterSales.Application.People;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Playbooks.Defaults;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>
/// What pages and lists read grows with the page, not with the store: no large table is read from end to end, neither by
/// itself nor along an index. Counted by the database, so no clock is needed.
/// </summary>
public sealed class ReadCostTests(LargeStore store) : IClassFixture<LargeStore>
{
    // The store has over 30 000 cases, and several times as many messages and lines of history: who reads a table whole reads
    // more than this, and what is bounded by the page, by what is open or by the look-ups' own limits reads less.
    private const int MostRows = 10_000;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static TheoryData<CaseListFilter> Filters => new(
        from sort in Enum.GetValues<CaseSort>()
        from filter in (CaseListFilter[])
        [
            new(),
            new() { Limit = CaseListFilter.MaxLimit },
            new() { States = CaseStates.Working },
            new() { States = [CaseState.Closed] },
            new() { States = [CaseState.Resolved] },
            new() { States = [CaseState.Resolved, CaseState.FollowUp] },
            new() { Type = CaseType.Quality },
            new() { Type = CaseType.ProblemOrder },
            new() { Subtype = CaseSubtype.Defect },
            new() { Subtype = CaseSubtype.CounterfeitDoubt },
            new() { Assignee = "agent3" },
            new() { Assignee = CaseListFilter.Nobody },
            new() { Assignee = "agent3", Type = CaseType.Quality, States = CaseStates.Working },
            new() { Text = "tb" },
            new() { Text = "宝贝" },
            new() { Text = "甜甜圈" },
            new() { Text = "没有这样的" },
        ]
        select filter with { Sort = sort });

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task CaseList_AnyFilterAndSort_ReadsLittle(CaseListFilter filter)
    {
        var cases = store.Get<CaseListQueries>();
        string? next = null;
        await ReadsLittleAsync(async () => next = (await cases.ListAsync(filter, store.Actor)).Value!.NextCursor);
        if (next is not null) await ReadsLittleAsync(async () => (await cases.ListAsync(filter with { Cursor = next }, store.Actor)).Ok.ShouldBeTrue());
    }

    [Theory]
    [InlineData("tb")]
    [InlineData("宝贝")]
    [InlineData("甜甜圈")]
    [InlineData("没有这样的")]
    [InlineData("33")]
    [InlineData("YT00")]
    [InlineData("AS-25")]
    [InlineData("吊牌")]
    [InlineData("吊牌 包裹")]
    [InlineData("蟑螂")]
    [InlineData("0000")]
    [InlineData("QH1")]
    public async Task Search_AnyWord_ReadsLittle(string text)
    {
        await ReadsLittleAsync(async () => (await store.Get<SearchQueries>().FindAsync(store.Actor, text)).Ok.ShouldBeTrue());
        await ReadsLittleAsync(async () => (await store.Get<OrderQueries>().ListAsync(new(text), null, store.Actor)).Ok.ShouldBeTrue());
        await ReadsLittleAsync(async () => (await store.Get<CustomerQueries>().ListAsync(text, null, store.Actor)).Ok.ShouldBeTrue());
    }

    [Fact]
    public async Task Board_OfTheWholeStore_ReadsWhatIsOpen() =>
        await ReadsLittleAsync(async () => (await store.Get<OpenCases>().BoardAsync(store.Actor.StoreId)).Counts(null).All.ShouldBe(LargeStore.Open));

    [Fact]
    public async Task FollowUps_OfOneAndOfAll_ReadLittle()
    {
        var followUps = store.Get<FollowUpQueries>();
        var person = await store.OneAsync<Guid>("select assignee_id from cases where store_id = $1 and state = 'Resolved' limit 1");
        foreach (var whose in new Guid?[] { null, person })
        {
            OwedFollowUps? page = null;
            await ReadsLittleAsync(async () => page = (await followUps.ListAsync(store.Actor, whose, 20)).Value);
            page!.Rows.Count.ShouldBe(20);
            await ReadsLittleAsync(async () => (await followUps.ListAsync(store.Actor, whose, 20, page.Next)).Value!.Rows.ShouldNotBeEmpty());
        }
    }

    [Fact]
    public async Task Case_WithAllThatBelongsToIt_ReadsLittle()
    {
        var number = await store.OneAsync<string>("select number from cases where store_id = $1 and order_no is not null order by number desc limit 1");
        await ReadsLittleAsync(async () => (await store.Get<CaseQueries>().DetailsAsync(store.Actor, number)).Ok.ShouldBeTrue());
        await ReadsLittleAsync(async () => (await store.Get<CaseQueries>().EarlierAsync(store.Actor, number, Now)).Ok.ShouldBeTrue());
        await ReadsLittleAsync(async () => (await store.Get<CaseRecordQueries>().FindAsync(number, store.Actor)).Ok.ShouldBeTrue());
        var typed = await store.OneAsync<string>("select number from cases where store_id = $1 and order_no is not null and type is not null order by number desc limit 1");
        await ReadsLittleAsync(async () => (await store.Get<GuidanceQueries>().OfCaseAsync(store.Actor, typed)).Ok.ShouldBeTrue());
        await ReadsLittleAsync(async () => (await store.Get<ClockQueries>().StoryAsync(store.Actor, number)).Ok.ShouldBeTrue());
    }

    [Fact]
    public async Task Guidance_OfACase_AndTheListOfPlaybooks_ReadLittle()
    {
        var number = await store.OneAsync<string>("select number from cases where store_id = $1 and order_no is not null order by number desc limit 1");
        await ReadsLittleAsync(async () => (await store.Get<GuidanceQueries>().OfCaseAsync(store.Actor, number)).Ok.ShouldBeTrue());
        await ReadsLittleAsync(async () => (await store.Get<PlaybookQueries>().ListAsync(store.Actor)).Ok.ShouldBeTrue());
    }

    [Theory]
    [InlineData("Shared")]
    [InlineData("Quality")]
    public async Task Replay_OfTheLatestCases_ReadsWhatBelongsToThem(string name) =>
        await ReadsLittleAsync(async () => (await store.Get<ReplayQueries>().RunAsync(store.Actor, name, DefaultPlaybooks.Document(name), 200)).Value!.Cases.ShouldBe(200));

    [Theory]
    [InlineData("select '13900000001' where $1::uuid is not null")]
    [InlineData("select order_no from orders where store_id = $1 order by order_no limit 1")]
    [InlineData("select waybill from parcels where store_id = $1 order by order_no limit 1")]
    public async Task Leaks_OfAReplyWithANumber_ReadLittle(string number)
    {
        var subject = await store.OneAsync<string>("select number from cases where store_id = $1 and order_no is not null order by number desc limit 1");
        var told = await store.OneAsync<string>(number);
        await ReadsLittleAsync(async () => (await store.Get<LeakQueries>().FindAsync(store.Actor, subject, $"您好，{told} 对吗")).Ok.ShouldBeTrue());
    }

    [Fact]
    public async Task Orders_FirstAndLaterPages_ReadLittle()
    {
        var orders = store.Get<OrderQueries>();
        await ReadsLittleAsync(async () => (await orders.ListAsync(new(), null, store.Actor)).Value!.Rows.Count.ShouldBe(OrderQueries.PageSize));
        await ReadsLittleAsync(async () => (await orders.ListAsync(new(), new(Now.AddDays(-400), Guid.Empty), store.Actor)).Value!.Rows.Count.ShouldBe(OrderQueries.PageSize));
        await ReadsLittleAsync(async () => (await orders.ListAsync(new(Status: OrderStatus.Closed), new(Now.AddDays(-400), Guid.Empty), store.Actor)).Value!.Rows.Count.ShouldBe(OrderQueries.PageSize));
        await ReadsLittleAsync(async () => (await orders.ListAsync(new(Status: OrderStatus.WaitBuyerPay), null, store.Actor)).Value!.Rows.ShouldBeEmpty());
        var number = await store.OneAsync<string>("select order_no from cases where store_id = $1 and order_no is not null order by number desc limit 1");
        await ReadsLittleAsync(async () => (await orders.FindAsync(number, store.Actor)).Ok.ShouldBeTrue());
    }

    [Fact]
    public async Task Customers_FirstAndLaterPages_ReadLittle()
    {
        var customers = store.Get<CustomerQueries>();
        await ReadsLittleAsync(async () => (await customers.ListAsync(null, null, store.Actor)).Value!.Rows.Count.ShouldBe(CustomerQueries.PageSize));
        await ReadsLittleAsync(async () => (await customers.ListAsync(null, "tb", store.Actor)).Value!.Rows.Count.ShouldBe(CustomerQueries.PageSize));
        var id = await store.OneAsync<Guid>("select customer_id from cases where store_id = $1 order by number desc limit 1");
        await ReadsLittleAsync(async () => (await customers.FindAsync(id, store.Actor)).Ok.ShouldBeTrue());
    }

    [Theory]
    [InlineData("select nick from customers where store_id = $1 order by nick limit 1")]
    [InlineData("select '13900000001' where $1::uuid is not null")]
    [InlineData("select order_no from orders where store_id = $1 order by order_no limit 1")]
    [InlineData("select number from cases where store_id = $1 order by number desc limit 1")]
    [InlineData("select '没有这样的人' where $1::uuid is not null")]
    public async Task PersonalData_FoundAndCounted_ReadsLittle(string key)
    {
        var (data, text) = (store.Get<PersonalDataQueries>(), await store.OneAsync<string>(key));
        await ReadsLittleAsync(async () => (await data.FindAsync(text, store.Actor)).Ok.ShouldBeTrue());
        await ReadsLittleAsync(async () => (await data.ListAsync(store.Actor)).Ok.ShouldBeTrue());
        var id = await store.OneAsync<Guid>("select customer_id from cases where store_id = $1 order by number desc limit 1");
        await ReadsLittleAsync(async () => (await data.OfCustomerAsync(id, store.Actor)).Value!.Counts.ShouldContain(held => held.Count > 0));
    }

    [Fact]
    public async Task Clocks_EventsPolicyAndNextTimer_ReadLittle()
    {
        var clocks = store.Get<ClockQueries>();
        var last = await store.OneAsync<long>("select max(id) from clock_events where store_id = $1");
        await ReadsLittleAsync(async () => (await clocks.EventsAsync(store.Actor, 0, null, 1_000)).Value!.Count.ShouldBe(1_000));
        await ReadsLittleAsync(async () => (await clocks.EventsAsync(store.Actor, last - 10, null, 1_000)).Value!.ShouldNotBeEmpty());
        await ReadsLittleAsync(async () => (await clocks.EventsAsync(store.Actor, 0, Now.AddHours(-2), 1_000)).Value!.ShouldNotBeEmpty());
        await ReadsLittleAsync(async () => (await store.Get<ClockPolicyQueries>().NowAsync(store.Actor)).Value!.RunningClocks.ShouldBeGreaterThan(LargeStore.Open));
        await ReadsLittleAsync(async () => (await store.Get<FireTimers>().NextDueAsync(CancellationToken.None)).ShouldNotBeNull());
    }

    [Fact]
    public async Task NotificationsImportsAndAudit_ReadLittle()
    {
        var notifications = store.Get<NotificationQueries>();
        Inbox? inbox = null;
        await ReadsLittleAsync(async () => inbox = await notifications.InboxAsync(store.Actor));
        inbox!.Unread.ShouldBeGreaterThan(0);
        await ReadsLittleAsync(async () => (await notifications.EarlierAsync(store.Actor, inbox.Latest[^1])).ShouldNotBeEmpty());
        await ReadsLittleAsync(async () => (await store.Get<ImportQueries>().ListAsync(store.Actor)).Value!.ShouldNotBeEmpty());
        await ReadsLittleAsync(async () => (await store.Get<AuditQueries>().PageAsync(store.Actor, 2_000)).Value!.ShouldNotBeEmpty());
    }

    [Theory]
    [InlineData(PaymentGroup.ToPay)]
    [InlineData(PaymentGroup.Sent)]
    [InlineData(PaymentGroup.Failed)]
    [InlineData(PaymentGroup.Done)]
    public async Task Payments_FirstAndLaterPages_ReadLittle(PaymentGroup group)
    {
        var payments = store.Get<PaymentQueries>();
        PaymentList? page = null;
        await ReadsLittleAsync(async () => page = (await payments.ListAsync(group, null, null, store.Actor)).Value);
        page!.Rows.Count.ShouldBe(PaymentQueries.PageSize);
        await ReadsLittleAsync(async () => (await payments.ListAsync(group, PayoutMethod.SmallTransfer, page.Next, store.Actor)).Value!.Rows.ShouldNotBeEmpty());
        await ReadsLittleAsync(async () => (await payments.ListAsync(group, PayoutMethod.Coupon, null, store.Actor)).Value!.Rows.ShouldBeEmpty());
        await ReadsLittleAsync(async () => (await payments.CountsAsync(store.Actor)).Value!.ToPay.ShouldBeGreaterThan(0));
        await ReadsLittleAsync(async () => (await payments.TodayAsync(store.Actor)).Ok.ShouldBeTrue());
    }

    [Fact]
    public async Task Payments_APage_AsksAsOften_HoweverManyRowsItHas()
    {
        var payments = store.Get<PaymentQueries>();
        var one = 0;
        var (few, many) = (await LargeStore.StatementsOfAsync(async () => one = (await payments.ListAsync(PaymentGroup.ToPay, null, new(Now.AddMinutes(-90), Guid.Empty), store.Actor)).Value!.Rows.Count),
            await LargeStore.StatementsOfAsync(async () => (await payments.ListAsync(PaymentGroup.ToPay, null, null, store.Actor)).Value!.Rows.Count.ShouldBe(PaymentQueries.PageSize)));
        one.ShouldBeInRange(1, PaymentQueries.PageSize / 2);
        many.ShouldBe(few);
    }

    [Theory]
    [InlineData(ReviewFilter.All)]
    [InlineData(ReviewFilter.Open)]
    [InlineData(ReviewFilter.Kept)]
    public async Task Reviews_FirstAndLaterPages_ReadLittle(ReviewFilter filter)
    {
        var reviews = store.Get<ReviewListQueries>();
        ReviewList? page = null;
        await ReadsLittleAsync(async () => page = (await reviews.ListAsync(store.Actor, filter)).Value);
        page!.Rows.ShouldNotBeEmpty();
        if (page.Next is { } next) await ReadsLittleAsync(async () => (await reviews.ListAsync(store.Actor, filter, next)).Value!.Rows.ShouldNotBeEmpty());
        await ReadsLittleAsync(async () => (await reviews.TotalsAsync(store.Actor)).Value!.Concluded.ShouldBeGreaterThan(0));
    }

    [Fact]
    public async Task Reviews_APage_AsksAsOften_HoweverManyRowsItHas()
    {
        var reviews = store.Get<ReviewListQueries>();
        var few = await LargeStore.StatementsOfAsync(async () => (await reviews.ListAsync(store.Actor, ReviewFilter.Open)).Value!.Rows.Count.ShouldBeInRange(1, ReviewListQueries.PageSize / 2));
        (await LargeStore.StatementsOfAsync(async () => (await reviews.ListAsync(store.Actor, ReviewFilter.All)).Value!.Rows.Count.ShouldBe(ReviewListQueries.PageSize))).ShouldBe(few);
    }

    [Theory]
    [InlineData(WarehouseList.Checks)]
    [InlineData(WarehouseList.Returns)]
    [InlineData(WarehouseList.Packing)]
    public async Task Warehouse_AnyList_ReadsLittle(WarehouseList list)
    {
        var warehouse = store.Get<WarehouseQueries>();
        WarehousePageOfRows? page = null;
        await ReadsLittleAsync(async () => page = (await warehouse.ListAsync(list, null, store.Actor)).Value);
        page!.Rows.ShouldNotBeEmpty();
        await ReadsLittleAsync(async () => (await warehouse.CountAsync(store.Actor.StoreId, CancellationToken.None)).ShouldNotBeNull());
        await ReadsLittleAsync(async () => (await store.Get<ParcelQueries>().ListAsync(null, store.Actor)).Value!.Rows.ShouldNotBeEmpty());
    }

    [Fact]
    public async Task Ledger_OfSomeDays_ReadsLittle()
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        await ReadsLittleAsync(async () => (await store.Get<LedgerQueries>().DaysAsync(today.AddDays(-30), today, store.Actor)).Value!.ShouldNotBeEmpty());
    }

    private async Task ReadsLittleAsync(Func<Task> read) => (await store.CostOfAsync(read)).ShouldBeLessThan(MostRows);
}
