using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using static AfterSales.Application.Tests.Ledger.PayingDesk;

namespace AfterSales.Application.Tests.Ledger;

/// <summary>A payee who was paid very often, such as somebody who buys for others: every payment can be looked at, and then goes.</summary>
public sealed class ManyAlikeTests : IAsyncLifetime
{
    private const string Payee = "138-0000-0001";

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Clear_MoreThanOneLookShows_IsDoneLookByLook()
    {
        for (var order = 0; order < 23; order++)
        {
            var earlier = await ApprovedAsync(_desk, order, payee: Payee);
            await GoAsync(earlier);
            _desk.Time.Move(TimeSpan.FromMinutes(1));
        }
        var payout = await ApprovedAsync(_desk, 23, payee: Payee);

        await GoAsync(payout);

        (await NowAsync(_desk, payout.Id)).State.ShouldBe(PayoutState.Confirmed);
        await ShouldBalanceAsync(_desk);
    }

    private async Task GoAsync(Payout payout)
    {
        for (var look = 0; look < 3; look++)
        {
            var paid = await ByHandAsync(_desk, payout, $"R-{payout.OrderNo}");
            if (paid.Ok) return;
            paid.Refusal!.Code.ShouldBe("payout.looks_alike");
            var shown = (await _desk.Get<AlikeQueries>().OfAsync(payout.Id, _desk.Supervisor)).Value!.Alike;
            shown.ShouldContain(one => !one.IsCleared, "what stops it is shown");
            (await _desk.Get<ClearPayout>().ExecuteAsync(new(payout.Id, [.. shown.Select(one => one.Payment.PayoutId)], "代购，各单不同"), _desk.Supervisor)).Refusal.ShouldBeNull();
        }
        throw new InvalidOperationException("It can never be paid.");
    }
}
