using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Parcels;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static AfterSales.Application.Tests.Parcels.WarehouseCase;

namespace AfterSales.Application.Tests.Parcels;

/// <summary>A parcel that nobody expects is kept until it has an owner.</summary>
public sealed class OwnerlessParcelTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task TakeIn_ScannedTwiceAtOnce_LiesThereOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeInAsync())));

        answers.Select(taken => taken.Id).Distinct().Count().ShouldBe(1);
        answers.Count(taken => taken.IsNew).ShouldBe(1);
        await using var db = _desk.Db();
        (await db.ParcelSteps.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task TakeIn_OfAPhoneNumber_KeepsItsLastDigits()
    {
        var taken = await TakeInAsync(sender: "王女士 13800000999");

        var parcel = (await _desk.Get<ParcelQueries>().FindAsync(taken.Id, _desk.Warehouse)).Value!;
        parcel.Sender.ShouldBe("王女士 138****0999");
        parcel.Moves.Select(move => (move.Kind, move.ByName)).ShouldBe([(ParcelStepKind.TakenIn, "仓库")]);
    }

    [Fact]
    public async Task Likely_ByWaybillPhoneAndNick_NamesWhatSpeaksForIt()
    {
        var number = await ExchangeAsync(_desk, 0);
        var byPhone = await TakeInAsync("YT0000000001", sender: "某人 13800000000");
        var byNick = await TakeInAsync("YT0000000002", sender: "买家000");
        var cameBack = await TakeInAsync("SF00000000");

        (await LikelyAsync(byPhone)).ShouldBe((number, true, "Phone"));
        (await LikelyAsync(byNick)).ShouldBe((number, true, "Nick"));
        (await LikelyAsync(cameBack)).ShouldBe((number, true, "Waybill"), "the parcel that was sent comes back itself");
        (await _desk.Get<ParcelQueries>().FindAsync((await TakeInAsync("YT0000000003")).Id, _desk.Warehouse)).Value!.Likely.ShouldBeEmpty();
    }

    [Fact]
    public async Task Match_ToACaseThatExpectsGoods_IsItsReturn()
    {
        var number = await ExchangeAsync(_desk);
        var taken = await TakeInAsync(photos: await PhotoAsync(_desk));

        var matched = (await MatchAsync(taken, number)).Value!;

        var back = await ActionAsync(_desk, number, ActionCatalogue.Return);
        (matched.ActionId, matched.Reopened, back.State, back.Waybill).ShouldBe((back.Id, false, ActionState.Arrived, Waybill));
        await using var db = _desk.Db();
        (await db.Evidence.CountAsync(e => e.ContentType == "image/gif")).ShouldBe(1, "its photos are evidence now");
        (await _desk.Get<ParcelQueries>().ListAsync(null, _desk.Warehouse)).Value!.Rows.ShouldBeEmpty();
        (await TakeInAsync()).IsNew.ShouldBeTrue("the rest of it may come under the same number");
    }

    [Theory]
    [InlineData(65)]
    [InlineData(80)]
    public async Task Match_WithACourierOfALongName_KeepsIt(int length)
    {
        var number = await ExchangeAsync(_desk);
        var courier = new string('速', length);
        var taken = (await _desk.Get<TakeInParcel>().ExecuteAsync(new(Waybill, courier, null, "开衫一件", null), _desk.Warehouse)).Value!;

        (await MatchAsync(taken, number)).Refusal.ShouldBeNull();

        (await ActionAsync(_desk, number, ActionCatalogue.Return)).Courier.ShouldBe(courier);
    }

    [Fact]
    public async Task Match_ToACaseThatWasResolved_ReopensIt()
    {
        var number = await ResolvedAsync();

        var matched = (await MatchAsync(await TakeInAsync(), number)).Value!;

        (matched.ActionId, matched.Reopened).ShouldBe((null, true));
        await using var db = _desk.Db();
        var subject = await db.Cases.SingleAsync(c => c.Number == number);
        (subject.State, subject.Cycle).ShouldBe((CaseState.Confirming, 2));
        (await db.Messages.AnyAsync(m => m.CaseId == subject.Id && m.Text.Contains(Waybill))).ShouldBeTrue();
    }

    [Fact]
    public async Task Match_ToACaseThatCannotBeReopened_IsNotedThere()
    {
        var number = await ResolvedAsync();
        _desk.Time.Move(TimeSpan.FromDays(31));

        var matched = (await MatchAsync(await TakeInAsync(), number)).Value!;

        (matched.ActionId, matched.Reopened).ShouldBe((null, false));
        await using var db = _desk.Db();
        (await db.Cases.SingleAsync(c => c.Number == number)).State.ShouldBe(CaseState.Resolved);
    }

    [Fact]
    public async Task Match_ToTwoCasesAtOnce_BelongsToOne()
    {
        string[] numbers = [await ExchangeAsync(_desk, 0), await ExchangeAsync(_desk, 1)];
        var taken = await TakeInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => MatchAsync(taken, numbers[i % 2]))));

        answers.Count(answer => answer.Ok).ShouldBe(1);
        answers.Where(answer => !answer.Ok).ShouldAllBe(answer => answer.Refusal!.Code == "parcel.ended");
        await using var db = _desk.Db();
        (await db.CaseActions.CountAsync(a => a.Flow == ActionFlow.Return && a.State == ActionState.Arrived)).ShouldBe(1);
    }

    [Theory]
    [InlineData("", "parcel.case_needed")]
    [InlineData(" ", "parcel.case_needed")]
    [InlineData("AS-260101-9999", "case.not_found")]
    public async Task Match_ToNoCase_SaysWhatIsMissing(string number, string code) => (await MatchAsync(await TakeInAsync(), number)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public async Task LetGo_NeedsAReason_AndIsKept()
    {
        var taken = await TakeInAsync();
        var use = _desk.Get<LetGoParcel>();

        (await use.ExecuteAsync(new(taken.Id, " "), _desk.Warehouse)).Refusal!.Code.ShouldBe("parcel.reason_needed");
        (await use.ExecuteAsync(new(taken.Id, "不是我们的货，退回快递"), _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");
        (await use.ExecuteAsync(new(taken.Id, "不是我们的货，退回快递"), _desk.Warehouse)).Ok.ShouldBeTrue();

        (await _desk.Get<ParcelQueries>().FindAsync(taken.Id, _desk.Warehouse)).Value!.Moves[^1].Reason.ShouldBe("不是我们的货，退回快递");
        (await MatchAsync(taken, await ExchangeAsync(_desk))).Refusal!.Code.ShouldBe("parcel.ended");
    }

    [Fact]
    public async Task Steps_AreNeverChanged()
    {
        await TakeInAsync();
        await using var db = _desk.Db();
        (await Should.ThrowAsync<PostgresException>(() => db.ParcelSteps.ExecuteDeleteAsync())).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    private async Task<string> ResolvedAsync()
    {
        var number = await ExchangeAsync(_desk);
        // With the remedy goes what came with it.
        foreach (var action in (await ActionsAsync(number)).Where(action => action.RemedyId == action.Id))
            (await _desk.Get<VoidAction>().ExecuteAsync(new(number, action.Id, "买家不要了"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "好的亲"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    private async Task<List<CaseAction>> ActionsAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.CaseActions.Where(a => db.Cases.Any(c => c.Id == a.CaseId && c.Number == number)).ToListAsync();
    }

    private async Task<(string, bool, string)> LikelyAsync(ParcelTakenIn taken)
    {
        var likely = (await _desk.Get<ParcelQueries>().FindAsync(taken.Id, _desk.Warehouse)).Value!.Likely.ShouldHaveSingleItem();
        return (likely.CaseNumber, likely.ExpectsReturn, string.Join(' ', likely.Clues));
    }

    private async Task<ParcelTakenIn> TakeInAsync(string waybill = Waybill, string? sender = null, IReadOnlyList<Attachment>? photos = null) =>
        (await _desk.Get<TakeInParcel>().ExecuteAsync(new(waybill, "圆通速递", sender, "开衫一件", photos), _desk.Warehouse)).Value!;

    private Task<Result<ParcelMatched>> MatchAsync(ParcelTakenIn taken, string number) => _desk.Get<MatchParcel>().ExecuteAsync(new(taken.Id, number), _desk.Warehouse);
}
