using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace AfterSales.Domain.Tests.Ledger;

/// <summary>A payout moves as SPEC 4.2 says, and books what it does.</summary>
public sealed class PayoutTests
{
    private static readonly Shares Split = Shares.Of([new(Party.Store, 33.33m), new(Party.Courier, 66.67m, "中通")]).Value!;

    [Fact]
    public void Steps_InAnyOrder_BalanceAndNeverPayTwice() =>
        Prop.ForAll(Gen.Choose(0, 7).ListOf(12).ToArbitrary(), steps =>
        {
            var (payout, booked) = (Payouts.Of(44.45m, shares: Split), new List<Posting>());
            foreach (var step in steps) Step(payout, step, booked);
            var sums = booked.Sums();
            return booked.TrueForAll(posting => posting.Entries.Sum(entry => entry.Yuan) == 0)
                && booked.DistinctBy(posting => posting.Key).Count() == booked.Count
                && booked.Count(posting => posting.Kind == PostingKind.Confirmed) <= 1
                && Matches(payout, sums);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Send_AfterAFailure_IsAnotherAttempt()
    {
        var payout = Payouts.Of(45);
        payout.Approve(null, 40, Payouts.Now);
        payout.Send("manual", null, "click", Payouts.Now).Ok.ShouldBeTrue();
        var first = payout.AttemptKey;
        payout.WasSentBy("click").ShouldBeTrue();
        payout.Fail("余额不足", Payouts.Now).Ok.ShouldBeTrue();
        payout.WasSentBy("click").ShouldBeFalse("it has to be sent again");

        payout.Send("manual", null, null, Payouts.Now).Ok.ShouldBeTrue();

        payout.AttemptKey.ShouldNotBe(first);
        payout.WasSentBy(null).ShouldBeFalse();
        payout.Trouble.ShouldBeNull();
    }

    [Fact]
    public void Move_WhatIsNotSaid_IsRefused()
    {
        var payout = Payouts.Of(45);
        payout.Send("manual", null, null, Payouts.Now).Refusal!.Code.ShouldBe("payout.not_payable", "nobody approved it");
        payout.Approve(null, 45, Payouts.Now);
        payout.Confirm("R1", Payouts.Now).Refusal!.Code.ShouldBe("payout.not_sent");
        payout.Send("manual", null, null, Payouts.Now);
        payout.Send("manual", null, null, Payouts.Now).Refusal!.Code.ShouldBe("payout.not_payable");
        payout.Confirm(" ", Payouts.Now).Refusal!.Code.ShouldBe("action.receipt_needed");
        payout.Confirm(new string('9', 65), Payouts.Now).Refusal!.Code.ShouldBe("payout.receipt_invalid");
        payout.Fail("", Payouts.Now).Refusal!.Code.ShouldBe("action.reason_needed");
        payout.Void(Payouts.Now).Refusal!.Code.ShouldBe("action.money_moved");
    }

    [Fact]
    public void Approve_MoreThanWasAsked_IsABug() => Should.Throw<InvalidOperationException>(() => Payouts.Of(45).Approve(null, 45.01m, Payouts.Now));

    [Fact]
    public void Hold_ThenClear_LooksAgainAtWhatComesLater()
    {
        var (payout, other) = (Payouts.Of(45), Guid.CreateVersion7());
        payout.Approve(null, 45, Payouts.Now);
        payout.Hold(Payouts.Now).ShouldBeTrue();
        payout.Hold(Payouts.Now).ShouldBeFalse("told once");

        payout.Clear([other]);

        payout.HeldAt.ShouldBeNull();
        payout.Cleared.ShouldBe([other]);
        payout.Hold(Payouts.Now).ShouldBeTrue("another one came");
    }

    [Fact]
    public void Share_AfterItWasBooked_MovesWhatIsBorne()
    {
        var payout = Payouts.Of(45);
        payout.Share(Split, Payouts.Now).ShouldBeNull("nothing is booked yet");
        var approved = payout.Approve(null, 45, Payouts.Now);

        var moved = payout.Share(Shares.OfStore, Payouts.Now)!;

        new[] { approved, moved }.SelectMany(posting => posting.Entries).Where(entry => entry.Party == Party.Courier).Sum(entry => entry.Yuan).ShouldBe(0);
        new[] { approved, moved }.SelectMany(posting => posting.Entries).Where(entry => entry.Party == Party.Store).Sum(entry => entry.Yuan).ShouldBe(45);
    }

    private static void Step(Payout payout, int step, List<Posting> booked)
    {
        switch (step)
        {
            case 0 when payout.State == PayoutState.Requested: booked.Add(payout.Approve(null, 44.45m, Payouts.Now)); break;
            case 1 or 2: Keep(payout.Send("manual", null, null, Payouts.Now)); break;
            case 3: Keep(payout.Confirm("R1", Payouts.Now)); break;
            case 4 or 5: Keep(payout.Fail("余额不足", Payouts.Now)); break;
            case 6 when payout.Void(Payouts.Now) is { Ok: true, Value: { } voided }: booked.Add(voided); break;
            case 7 when payout.Share(payout.Shares == Split ? Shares.OfStore : Split, Payouts.Now) is { } shared: booked.Add(shared); break;
        }

        void Keep(Result<Posting> posting)
        {
            if (posting.Ok) booked.Add(posting.Value);
        }
    }

    private static bool Matches(Payout payout, Dictionary<LedgerAccount, decimal> sums) => payout.State switch
    {
        PayoutState.Requested or PayoutState.Voided => sums.Count == 0,
        PayoutState.Approved or PayoutState.Failed => sums.Count == 2 && sums[LedgerAccount.Borne] == payout.Amount && sums[LedgerAccount.Owed] == -payout.Amount,
        PayoutState.Sent => sums.Count == 2 && sums[LedgerAccount.Borne] == payout.Amount && sums[LedgerAccount.InTransit] == -payout.Amount,
        _ => sums.Count == 2 && sums[LedgerAccount.Borne] == payout.Amount && sums[LedgerAccount.Paid] == -payout.Amount,
    };
}
