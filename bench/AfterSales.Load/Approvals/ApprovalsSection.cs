using System.Diagnostics;
using AfterSales.Application.Approvals;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Load.Agents;
using AfterSales.Load.Insights;
using AfterSales.Load.Pages;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Load.Approvals;

/// <summary>The inbox of a supervisor with thousands of open requests, and what a decision takes.</summary>
internal static class ApprovalsSection
{
    private static readonly string[] Columns = ["what", "p50 ms", "p95 ms", "max ms", "floor p50 ms", "times floor"];

    public static async Task<Section> RunAsync(Run run)
    {
        var (cases, open, times) = run.Quick ? (10_000, 500, 50) : (100_000, 5_000, 300);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        await using var store = await FilledStore.CreateAsync(server, "approvals", cases, open * 2, run.Stop);
        await Seed.ExecuteAsync(store.Source, "update stores set province = '江苏省', city = '南京市', margin_share = 0.36 where id = $1", [store.Database.StoreId], run.Stop);
        using var data = new TemporaryFolder();
        await using var product = store.Services(data.Path);
        await product.GetRequiredService<FirstPlaybooks>().GiveAsync(run.Stop);
        await OpenRequests.FillAsync(store, open, run.Stop);
        var actor = await store.SupervisorAsync(run.Stop);
        var rows = new List<object?[]>();

        var inbox = product.GetRequiredService<ApprovalQueries>();
        var page = await TimeAsync(times, async _ => Check((await inbox.InboxAsync(actor, null, run.Stop)).Value!.Rows.Count == ApprovalQueries.PageSize));
        var pageFloor = await TimeAsync(times, _ => RawApprovals.PageAsync(store, actor.Id!.Value, run.Stop));
        Row("inbox, first page", page, pageFloor);
        var last = await LastAsync(inbox, actor, open, run.Stop);
        Row("inbox, a page near the end", await TimeAsync(times, async _ => await inbox.InboxAsync(actor, last, run.Stop)), pageFloor);
        var shown = (await inbox.InboxAsync(actor, null, run.Stop)).Value!.Rows;
        var details = product.GetRequiredService<ApprovalDetailQueries>();
        Row("one request with everything", await TimeAsync(times, async i => Check((await details.FindAsync(shown[i % shown.Count].Id, actor, run.Stop)).Ok)), null);
        var count = product.GetRequiredService<OpenApprovals>();
        Row("badge, nothing changed", await TimeAsync(times, async _ => Check(await count.CountAsync(actor, run.Stop) == open)), null);

        var waiting = await WaitingAsync(inbox, actor, times * 2 + 2, run.Stop);
        var decide = product.GetRequiredService<DecideApproval>();
        var decision = await TimeAsync(times, async i => Check((await decide.ExecuteAsync(new(waiting[i].Id, Verdict.Approved, null, null, waiting[i].SubjectHash), actor, run.Stop)).Value is { State: ApprovalState.Approved }));
        var decisionFloor = await TimeAsync(times, i => RawApprovals.DecideAsync(store, waiting[times + 1 + i].Id, actor.Id!.Value, run.Stop));
        Row("decision", decision, decisionFloor);
        var clicked = await ClickAsync(store, run);
        Row("page, by a click on its link", clicked, null);

        return new("approvals", Columns, rows,
            [new($"inbox of {open}, p95", page.P95, 50, AtLeast: false, "ms"), new($"page by a click, p95, {open} open", clicked.P95, 50, AtLeast: false, "ms"), new($"decision, p95, {open} open", decision.P95, 50, AtLeast: false, "ms")],
            [
                $"A store of {cases} cases with {open} open requests, each with a remedy, a memo, a payment and a running clock; one supervisor may decide them all.",
                "Floor of a page: the same fifty requests with case and due time, in order, by one raw statement. Floor of a decision: the rows that it leaves, written by raw Npgsql in one batch and one commit, every value known.",
                "One at a time. The click is measured at the product as a process of its own, until the list and the first request are drawn.",
            ]);

        void Row(string what, Samples samples, Samples? floor) => rows.Add([what, samples.P50, samples.P95, samples.Max, floor?.P50, samples.P50 / floor?.P50]);
    }

    private static async Task<Samples> ClickAsync(FilledStore store, Run run)
    {
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(store.Database.ConnectionString, data.Path, run.Stop);
        await store.UntilCountedAsync(run.Stop);
        await using var browser = new AgentBrowser(product.Address, (_, _) => { });
        await browser.SignInAsync(FilledStore.Supervisor, BenchPeople.Password, run.Stop);
        // What stands in the request itself, which comes after the list.
        var (times, page) = (new PageTimes(product, store, run), new AskedPage("approvals", "/approvals", "approval-sum"));
        // What is measured is a node that has been up for a while.
        await times.FollowAsync(browser, page);
        return await times.FollowAsync(browser, page);
    }

    private static async Task<ApprovalCursor?> LastAsync(ApprovalQueries inbox, Actor actor, int open, CancellationToken ct)
    {
        ApprovalCursor? next = null;
        for (var page = 0; page < open / ApprovalQueries.PageSize - 1; page++) next = (await inbox.InboxAsync(actor, next, ct)).Value!.Next;
        return next;
    }

    private static async Task<List<ApprovalRow>> WaitingAsync(ApprovalQueries inbox, Actor actor, int count, CancellationToken ct)
    {
        var (rows, next) = (new List<ApprovalRow>(), default(ApprovalCursor));
        do
        {
            var page = (await inbox.InboxAsync(actor, next, ct)).Value!;
            rows.AddRange(page.Rows);
            next = page.Next;
        }
        while (rows.Count < count && next is not null);
        return rows;
    }

    // The first of all is not counted: what it compiles, the others find.
    private static async Task<Samples> TimeAsync(int times, Func<int, Task> act)
    {
        var took = new List<double>();
        for (var i = 0; i <= times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await act(i);
            if (i > 0) took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new(took);
    }

    private static void Check(bool holds)
    {
        if (!holds) throw new InvalidOperationException("What was measured is not what was meant.");
    }
}
