using System.Collections.Concurrent;
using System.Text.Json;
using AfterSales.Domain.Ledger;
using AfterSales.Web.Tests.Integrations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Web.Tests.Ledger;

/// <summary>"Nobody pays twice because … a node died" (SPEC 4.2), with the product as people run it and kill -9.</summary>
public sealed class KilledPaymentsTests : IAsyncLifetime
{
    private const string Key = "as_test_payments_0123456789abcdef0123456789";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aftersales-killed-");
    private readonly ConcurrentDictionary<string, int> _paid = new(StringComparer.Ordinal);
    private TestDesk _desk = null!;
    private readonly List<Guid> _granted = [];
    private List<string> _cases = [];

    private string Out => Path.Combine(_data.FullName, "payments", "out");

    private string In => Path.Combine(_data.FullName, "payments", "in");

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.DemoAsync();
        await using var db = _desk.Db();
        // Of as many buyers, without pictures and payments, so that none looks like another, and nothing agreed by phone, which would have to be confirmed.
        _cases = (await db.Cases.Where(c => !db.Evidence.Any(e => e.CaseId == c.Id) && !db.Payouts.Any(p => p.CustomerId == c.CustomerId) && !db.PhoneAgreements.Any(a => a.CaseId == c.Id)).Select(c => new { c.CustomerId, c.OrderNo, c.Number }).ToListAsync()).DistinctBy(c => c.CustomerId).DistinctBy(c => c.OrderNo ?? c.Number).Select(c => c.Number).ToList();
    }

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task KilledBetweenSentAndTheFile_ThereIsOneFileAfterwards()
    {
        // The folder cannot be made where a file is.
        Directory.CreateDirectory(Path.GetDirectoryName(Out)!);
        await File.WriteAllTextAsync(Out, "");
        var payout = await GrantAsync(_cases[0]);
        await using (var dying = await StartAsync())
        {
            await SendAsync(dying, payout);
            await Eventually.TrueAsync(() => dying.Output.Contains("Payments cannot be handed over", StringComparison.Ordinal), Patience);
            await dying.KillAsync();
        }
        (await NowAsync(payout)).State.ShouldBe(PayoutState.Sent);
        File.Delete(Out);

        await using var next = await StartAsync();
        await using var another = await StartAsync();

        await Eventually.TrueAsync(() => Files(".json").Length > 0, Patience);
        await Task.Delay(TimeSpan.FromSeconds(2));
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Out).ShouldHaveSingleItem()));
        file.RootElement.GetProperty("attempt_key").GetString().ShouldBe((await NowAsync(payout)).AttemptKey);
        (await NowAsync(payout)).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task KilledBetweenTheAnswerAndConfirmed_ItIsConfirmedOnce()
    {
        var payout = await GrantAsync(_cases[0]);
        await using (var dying = await StartAsync())
        {
            await SendAsync(dying, payout);
            await Eventually.TrueAsync(() => Files(".json").Length == 1, Patience);
            await using var blocker = await LockAsync(payout);
            Pay();
            await Eventually.TrueAsync(_desk.SomebodyWaitsForALockAsync, Patience);
            await dying.KillAsync();
        }
        (await NowAsync(payout)).State.ShouldBe(PayoutState.Sent);

        await using var next = await StartAsync();
        await using var another = await StartAsync();

        await Eventually.TrueAsync(async () => (await NowAsync(payout)).State == PayoutState.Confirmed, Patience);
        await EachOnceAsync(1);
    }

    [Fact]
    public async Task KilledAtAnyMoment_EveryPaymentIsMadeOnce()
    {
        const int rounds = 3, each = 4;
        var random = new Random(20261122);
        var payouts = new List<Payout>();
        foreach (var number in _cases.Take(rounds * each)) payouts.Add(await GrantAsync(number));
        using var over = new CancellationTokenSource();
        var robot = Task.Run(() => PayOnAndOn(over.Token));
        for (var round = 0; round < rounds; round++)
        {
            await using var dying = await StartAsync();
            foreach (var payout in payouts.Skip(round * each).Take(each)) await SendAsync(dying, payout);
            await Task.Delay(random.Next(400));
            await dying.KillAsync();
        }

        await using var last = await StartAsync();

        await Eventually.TrueAsync(async () => await CountAsync(PayoutState.Confirmed) == payouts.Count, Patience);
        await over.CancelAsync();
        await robot;
        await EachOnceAsync(payouts.Count);
    }

    private async Task EachOnceAsync(int payments)
    {
        _paid.Count.ShouldBe(payments);
        _paid.Values.ShouldAllBe(times => times == 1);
        await using var db = _desk.Db();
        var postings = await db.Postings.AsNoTracking().Include(p => p.Entries).Where(p => p.PayoutId != null && _granted.Contains(p.PayoutId.Value)).ToListAsync();
        postings.Count(p => p.Kind == PostingKind.Sent).ShouldBe(payments);
        postings.Count(p => p.Kind == PostingKind.Confirmed).ShouldBe(payments);
        postings.SelectMany(p => p.Entries).Sum(e => e.Yuan).ShouldBe(0);
        postings.SelectMany(p => p.Entries).Where(e => e.Account == LedgerAccount.Paid).Sum(e => e.Yuan).ShouldBe(-12m * payments);
        postings.SelectMany(p => p.Entries).Where(e => e.Account is LedgerAccount.Owed or LedgerAccount.InTransit).Sum(e => e.Yuan).ShouldBe(0);
    }

    private async Task PayOnAndOn(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            Pay();
            await Task.Delay(20, CancellationToken.None);
        }
    }

    // A robot as the guide asks for: takes, pays, answers, and only then lets go.
    private void Pay()
    {
        foreach (var file in Files(".json"))
        {
            var key = Path.GetFileNameWithoutExtension(file);
            var taken = Path.Combine(Out, key + ".taken");
            File.Move(file, taken);
            var receipt = $"R-{_paid.AddOrUpdate(key, 1, (_, times) => times + 1)}-{key[^12..]}";   // keys of one minute begin alike
            var answer = Path.Combine(In, key + ".tmp");
            File.WriteAllText(answer, JsonSerializer.Serialize(new { state = "paid", receipt_no = receipt }));
            File.Move(answer, Path.Combine(In, key + ".json"));
            File.Delete(taken);
        }
    }

    private string[] Files(string ending) => Directory.Exists(Out) ? [.. Directory.GetFiles(Out).Where(file => file.EndsWith(ending, StringComparison.Ordinal))] : [];

    private static async Task SendAsync(DeskProcess node, Payout payout)
    {
        using var client = new HttpClient { BaseAddress = node.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        using var answer = await ApiDesk.PostAsync(client, $"/api/v1/payouts/{payout.Id}/sent", new { connector = "folder" });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private async Task<Payout> GrantAsync(string number)
    {
        await using var db = _desk.Db();
        var payout = await GrantedPayout.AddAsync(db, number, 12, _desk.Time.Now);
        _granted.Add(payout.Id);
        return payout;
    }

    private async Task<NpgsqlConnection> LockAsync(Payout payout)
    {
        var connection = new NpgsqlConnection(_desk.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; select from cases where id = '{payout.CaseId}' for update", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<Payout> NowAsync(Payout payout)
    {
        await using var db = _desk.Db();
        return await db.Payouts.AsNoTracking().SingleAsync(p => p.Id == payout.Id);
    }

    private async Task<int> CountAsync(PayoutState state)
    {
        await using var db = _desk.Db();
        return await db.Payouts.CountAsync(p => p.State == state && _granted.Contains(p.Id));
    }

    private Task<DeskProcess> StartAsync() => DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__AfterSales"] = _desk.ConnectionString,
        ["AFTERSALES_DATA"] = _data.FullName,
        ["AFTERSALES_DEMO"] = "true",
        ["AFTERSALES_API_KEY"] = Key,
        ["AFTERSALES_PAYMENT_ROBOT"] = "true",
    });
}
