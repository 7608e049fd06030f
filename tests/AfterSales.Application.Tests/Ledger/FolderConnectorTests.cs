using System.Text.Json;
using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using Microsoft.Extensions.Logging;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>A robot that pays reads one file for each attempt, and its answers are heard.</summary>
public sealed class FolderConnectorTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    private string Payments => Path.Combine(_desk.DataFolder, "payments");

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync()
    {
        if (Directory.Exists(Payments)) Directory.Delete(Payments, recursive: true);
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task Work_WhatIsSent_IsOneFile_HoweverOftenAndByHoweverMany()
    {
        var payout = await SentAsync();
        var nodes = new[] { _desk, _desk.AnotherNode(), _desk.AnotherNode() };

        for (var round = 0; round < 3; round++)
            await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Get<PaymentWorker>().WorkAsync(CancellationToken.None))));

        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Files("out").ShouldHaveSingleItem()));
        file.RootElement.GetProperty("attempt_key").GetString().ShouldBe(payout.AttemptKey);
        file.RootElement.GetProperty("amount").GetString().ShouldBe("12.00");
        file.RootElement.GetProperty("order_no").GetString().ShouldBe(payout.OrderNo);
        (await NowAsync(_desk, payout.Id)).HandedAt.ShouldNotBeNull();
        foreach (var node in nodes[1..]) await node.DisposeAsync();
    }

    [Fact]
    public async Task Work_TheAnswer_IsHeardOnce()
    {
        var payout = await SentAsync();
        await WorkAsync();
        Take(payout);
        await AnswerAsync(payout, """{"state":"paid","receipt_no":" 2026112200001 "}""");

        await WorkAsync();
        await WorkAsync();

        (await NowAsync(_desk, payout.Id)).ShouldSatisfyAllConditions(p => p.State.ShouldBe(PayoutState.Confirmed), p => p.ReceiptNo.ShouldBe("2026112200001"));
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Work_AFailure_IsHeard_AndTheNextAttemptIsAnotherFile()
    {
        var payout = await SentAsync();
        await WorkAsync();
        Take(payout);
        await AnswerAsync(payout, """{"state":"failed","reason":"收款人不存在"}""");
        await WorkAsync();
        (await NowAsync(_desk, payout.Id)).Trouble.ShouldBe("收款人不存在");

        (await SendAsync(_desk, payout, connector: FolderConnector.ConnectorName)).Ok.ShouldBeTrue();
        await WorkAsync();

        var again = await NowAsync(_desk, payout.Id);
        Files("out").Select(Path.GetFileName).ShouldContain($"{again.AttemptKey}.json");
        again.Attempt.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"state\":\"pa")]
    [InlineData("{\"state\":\"paid\"}")]
    [InlineData("{\"state\":\"done\",\"receipt_no\":\"1\"}")]
    public async Task Work_AnAnswerThatSaysNothing_IsWaitedFor(string answer)
    {
        var payout = await SentAsync();
        await WorkAsync();
        await AnswerAsync(payout, answer);

        await WorkAsync();

        (await NowAsync(_desk, payout.Id)).State.ShouldBe(PayoutState.Sent);
    }

    [Fact]
    public async Task Work_AnAnswerThatSaysNothing_IsWarnedOfOnce_ForEachFile()
    {
        var log = new Warnings();
        var connector = new FolderConnector(Payments, log);
        Directory.CreateDirectory(Path.Combine(Payments, "in"));
        foreach (var key in new[] { "a-1", "b-1" }) await File.WriteAllTextAsync(Path.Combine(Payments, "in", key + ".json"), "{");

        for (var second = 0; second < 5; second++)
            foreach (var key in new[] { "a-1", "b-1" }) (await connector.AskAsync(key, CancellationToken.None)).Kind.ShouldBe(PaymentAnswerKind.Pending);

        log.Told.Count.ShouldBe(2);
        await File.WriteAllTextAsync(Path.Combine(Payments, "in", "a-1.json"), """{"state":"paid","receipt_no":"R-1"}""");
        (await connector.AskAsync("a-1", CancellationToken.None)).Kind.ShouldBe(PaymentAnswerKind.Paid);
    }

    [Fact]
    public async Task Work_TheReceiptOfAnotherPayment_IsNoPaymentOfThisOne()
    {
        var (first, second) = (await SentAsync(0), await SentAsync(1));
        await WorkAsync();
        foreach (var payout in new[] { first, second }) await AnswerAsync(payout, """{"state":"paid","receipt_no":"R-1"}""");

        await WorkAsync();
        await WorkAsync();

        (await NowAsync(_desk, first.Id)).State.ShouldBe(PayoutState.Confirmed);
        (await NowAsync(_desk, second.Id)).State.ShouldBe(PayoutState.Sent, "somebody has to look whether it was paid");
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("link")]
    [InlineData("pipe")]
    [InlineData("large")]
    public async Task Work_AnAnswerThatIsNoAnswer_IsWaitedFor_AndHoldsNobodyElseUp(string what)
    {
        var (odd, other) = (await SentAsync(0), await SentAsync(1));
        await WorkAsync();
        await LeaveAsync(what, Path.Combine(Payments, "in", odd.AttemptKey + ".json"));
        await AnswerAsync(other, """{"state":"paid","receipt_no":"R-2"}""");

        await Task.Run(WorkAsync).WaitAsync(TimeSpan.FromSeconds(20));

        (await NowAsync(_desk, odd.Id)).State.ShouldBe(PayoutState.Sent);
        (await NowAsync(_desk, other.Id)).ReceiptNo.ShouldBe("R-2");
    }

    [Fact]
    public async Task Work_OneThatCannotBeHandedOver_HoldsNobodyElseUp()
    {
        var (odd, other) = (await SentAsync(0), await SentAsync(1));
        Directory.CreateDirectory(Path.Combine(Payments, "out", odd.AttemptKey + ".json"));

        await Should.ThrowAsync<AggregateException>(WorkAsync);

        Files("out").Select(Path.GetFileName).ShouldBe([$"{other.AttemptKey}.json"]);
        (await NowAsync(_desk, odd.Id)).HandedAt.ShouldBeNull("it is tried again");
    }

    [Fact]
    public async Task Work_AReceiptThatIsNoNumber_IsLeftForPeople()
    {
        var payout = await SentAsync();
        await WorkAsync();
        Take(payout);
        await AnswerAsync(payout, $$"""{"state":"paid","receipt_no":"{{new string('R', 10_000)}}"}""");

        await WorkAsync();

        (await NowAsync(_desk, payout.Id)).State.ShouldBe(PayoutState.Sent);
        var refusal = (await FailAsync(_desk, payout)).Refusal!;
        refusal.Code.ShouldBe("payout.answered_paid");
        refusal.Args[0].ToString()!.Length.ShouldBeLessThanOrEqualTo(Payout.MaxReceipt + 1, "a sentence for people");
        (await ConfirmAsync(_desk, payout, "R-1")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Work_WhatWasHandedOverAndIsGone_IsLeftForPeople()
    {
        var payout = await SentAsync();
        await WorkAsync();
        File.Delete(Files("out").Single());

        await WorkAsync();

        Files("out").ShouldBeEmpty("it may have been paid");
        (await NowAsync(_desk, payout.Id)).State.ShouldBe(PayoutState.Sent);
    }

    [Fact]
    public async Task Fail_BeforeTheRobotTookIt_TakesItBack_AfterwardsOnlyTheRobotCan()
    {
        var (withdrawn, taken) = (await SentAsync(0), await SentAsync(1));
        await WorkAsync();
        Take(taken);

        (await FailAsync(_desk, withdrawn)).Ok.ShouldBeTrue();
        (await FailAsync(_desk, taken)).Refusal!.Code.ShouldBe("payout.taken");

        Files("out").Select(Path.GetFileName).ShouldBe([$"{taken.AttemptKey}.taken"]);
        await AnswerAsync(taken, """{"state":"paid","receipt_no":"1"}""");
        (await FailAsync(_desk, taken)).Refusal!.Code.ShouldBe("payout.answered_paid");
        await WorkAsync();
        (await NowAsync(_desk, taken.Id)).State.ShouldBe(PayoutState.Confirmed);
        await ShouldBalanceAsync(_desk);
    }

    [Fact]
    public async Task Confirm_ByHand_TakesBackWhatNobodyTook()
    {
        var payout = await SentAsync();
        await WorkAsync();

        (await ConfirmAsync(_desk, payout)).Ok.ShouldBeTrue();

        Files("out").ShouldBeEmpty("it must not be paid as well");
    }

    [Fact]
    public async Task RobotAndPerson_AtTheSameMoment_OnlyOneOfThemGetsIt()
    {
        for (var order = 0; order < 8; order++)
        {
            var payout = await SentAsync(order);
            await WorkAsync();

            var failing = Task.Run(() => FailAsync(_desk, payout));
            var taking = Task.Run(() => TryTake(payout));
            await Task.WhenAll(failing, taking);

            (await failing).Ok.ShouldBe(!await taking);
        }
    }

    private async Task<Payout> SentAsync(int order = 0)
    {
        var payout = await ApprovedAsync(_desk, order);
        _desk.Time.Move(TimeSpan.FromSeconds(1));
        (await SendAsync(_desk, payout, connector: FolderConnector.ConnectorName)).Refusal.ShouldBeNull();
        return await NowAsync(_desk, payout.Id);
    }

    private static async Task LeaveAsync(string what, string path)
    {
        switch (what)
        {
            case "folder": Directory.CreateDirectory(path); break;
            case "link": File.CreateSymbolicLink(path, "/dev/zero"); break;
            case "pipe": await System.Diagnostics.Process.Start("mkfifo", [path]).WaitForExitAsync(); break;
            default: await File.WriteAllTextAsync(path, new string(' ', 30_000_000) + """{"state":"paid","receipt_no":"R-1"}"""); break;
        }
    }

    private Task WorkAsync() => _desk.Get<PaymentWorker>().WorkAsync(CancellationToken.None);

    private string[] Files(string folder) => Directory.Exists(Path.Combine(Payments, folder)) ? Directory.GetFiles(Path.Combine(Payments, folder)) : [];

    private void Take(Payout payout) => TryTake(payout).ShouldBeTrue();

    private bool TryTake(Payout payout)
    {
        try
        {
            File.Move(Path.Combine(Payments, "out", payout.AttemptKey + ".json"), Path.Combine(Payments, "out", payout.AttemptKey + ".taken"));
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private Task AnswerAsync(Payout payout, string json) => File.WriteAllTextAsync(Path.Combine(Payments, "in", payout.AttemptKey + ".json"), json);

    private sealed class Warnings : ILogger<FolderConnector>
    {
        public List<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Told.Add(formatter(state, exception));
    }
}
