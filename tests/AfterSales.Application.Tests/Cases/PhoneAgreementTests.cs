using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Said = AfterSales.Domain.Playbooks.Values.Value;

namespace AfterSales.Application.Tests.Cases;

public sealed class PhoneAgreementTests : IAsyncLifetime
{
    private const string Fact = "phone agreement unconfirmed";

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result<int>> AgreeAsync(string number, string words = "退 15 元，裙子留下") => _desk.Get<RecordPhoneAgreement>().ExecuteAsync(new(number, words, null), _desk.Agent);

    private Task<Result<int>> ConfirmAsync(string number, Guid messageId) => _desk.Get<ConfirmPhoneAgreement>().ExecuteAsync(new(number, messageId, null), _desk.Agent);

    private async Task<CaseDetails> DetailsAsync(string number) => (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, number)).Value.ShouldNotBeNull();

    private async Task<FactOnCase> FactAsync(string number) => (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, number)).Value!.Sheet[Fact]!;

    private async Task<Guid> LastMessageAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Messages.Where(m => db.Cases.Any(c => c.Id == m.CaseId && c.Number == number)).OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Select(m => m.Id).FirstAsync();
    }

    private async Task<bool> IsUnconfirmedAsync(string number)
    {
        await using var db = _desk.Db();
        return await db.Cases.Where(c => c.Number == number).Select(c => c.PhoneUnconfirmed).SingleAsync();
    }

    [Fact]
    public async Task Agreement_HoldsMoneyBack_UntilTheBuyerConfirmsItInChat()
    {
        var number = await _desk.BuyerSaysAsync("买家", "裙子开线了");
        (await FactAsync(number)).Value.ShouldBe(Said.Of(false));
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await AgreeAsync(number)).Refusal.ShouldBeNull();

        var details = await DetailsAsync(number);
        (details.PhoneAgreement!.Words, details.PhoneAgreement.IsConfirmed, details.PhoneAgreement.By).ShouldBe(("退 15 元，裙子留下", false, _desk.Agent.Name));
        (await FactAsync(number)).ShouldSatisfyAllConditions(f => f.Value.ShouldBe(Said.Of(true)), f => f.Origin.ShouldBe(FactOrigin.LookedUp));
        (await IsUnconfirmedAsync(number)).ShouldBeTrue();
        (await _desk.Get<OpenCases>().BoardAsync(_desk.StoreId)).Find(details.Case.Id)!.PhoneUnconfirmed.ShouldBeTrue();

        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await _desk.BuyerSaysAsync("买家", "好的，确认");
        var message = await LastMessageAsync(number);
        (await ConfirmAsync(number, message)).Refusal.ShouldBeNull();

        details = await DetailsAsync(number);
        (details.PhoneAgreement!.MessageId, details.Confirmations).ShouldSatisfyAllConditions(x => x.MessageId.ShouldBe(message), x => x.Confirmations.ShouldBe([message]));
        (await FactAsync(number)).Value.ShouldBe(Said.Of(false));
        (await IsUnconfirmedAsync(number)).ShouldBeFalse();
        details.Timeline.Select(t => t.Event?.Kind).OfType<CaseEventKind>().Where(k => k.ToString().StartsWith("Phone", StringComparison.Ordinal)).ShouldBe([CaseEventKind.PhoneAgreed, CaseEventKind.PhoneConfirmed]);
        (await ConfirmAsync(number, message)).Refusal!.Code.ShouldBe("phone.nothing_to_confirm");
        await using var db = _desk.Db();
        (await db.CaseEvaluations.CountAsync()).ShouldBe(2, "what the rules said before and after is kept");
    }

    [Fact]
    public async Task Confirm_ByAnythingButABuyersLaterMessageOfTheCase_IsRefused()
    {
        var number = await _desk.BuyerSaysAsync("买家", "裙子开线了");
        var before = await LastMessageAsync(number);
        await _desk.BuyerSaysAsync("买家二", "确认");
        var stranger = await LastMessageAsync(await _desk.BuyerSaysAsync("买家二", "确认啊"));
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await AgreeAsync(number)).Refusal.ShouldBeNull();
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await _desk.Get<OpenCaseByHand>().ExecuteAsync(new(Channels.Phone, "买家", null, "电话里又说了一遍"), _desk.Agent)).Value!.Number.ShouldBe(number);
        var spoken = await LastMessageAsync(number);
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "亲，确认一下"), _desk.Agent)).Refusal.ShouldBeNull();
        var ours = await LastMessageAsync(number);

        foreach (var (message, code) in new[] { (before, "phone.said_before"), (stranger, "phone.message_not_found"), (spoken, "phone.not_written"), (ours, "phone.not_from_buyer"), (Guid.Empty, "phone.message_not_found") })
            (await ConfirmAsync(number, message)).Refusal!.Code.ShouldBe(code);
        (await IsUnconfirmedAsync(number)).ShouldBeTrue();
    }

    [Fact]
    public async Task Withdraw_NeedsAReason_AndFreesTheCase()
    {
        var number = await _desk.BuyerSaysAsync("买家", "裙子开线了");
        var withdraw = _desk.Get<WithdrawPhoneAgreement>();
        (await withdraw.ExecuteAsync(new(number, "没说过", null), _desk.Agent)).Refusal!.Code.ShouldBe("phone.nothing_to_confirm");
        (await AgreeAsync(number)).Refusal.ShouldBeNull();
        (await withdraw.ExecuteAsync(new(number, " ", null), _desk.Agent)).Refusal!.Code.ShouldBe("phone.words_needed");
        (await withdraw.ExecuteAsync(new(number, "买家改主意了", null), _desk.Agent)).Refusal.ShouldBeNull();

        var details = await DetailsAsync(number);
        details.PhoneAgreement.ShouldBeNull();
        details.Timeline.Select(t => t.Event).OfType<HistoryLine>().Single(h => h.Kind == CaseEventKind.PhoneWithdrawn).Data["because"].ShouldBe("买家改主意了");
        (await IsUnconfirmedAsync(number)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, "phone.words_needed")]
    [InlineData(500, null)]
    [InlineData(501, "phone.words_too_long")]
    public async Task Agree_WithTooFewOrTooManyWords_IsRefused(int length, string? code)
    {
        var number = await _desk.BuyerSaysAsync("买家", "裙子开线了");
        (await AgreeAsync(number, new string('好', length))).Refusal?.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Agree_OnACaseThatIsOver_OrByTheWarehouse_IsRefused()
    {
        var number = await _desk.BuyerSaysAsync("买家", "少了一件");
        (await _desk.Get<RecordPhoneAgreement>().ExecuteAsync(new(number, "退 15 元", null), _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, "马上补发"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await AgreeAsync(number)).Refusal!.Code.ShouldBe("case.not_open");
    }

    [Fact]
    public async Task Confirm_AnAgreementThatAColleagueReplaced_IsStale()
    {
        var number = await _desk.BuyerSaysAsync("买家", "裙子开线了");
        var seen = (await AgreeAsync(number)).Value;
        await _desk.BuyerSaysAsync("买家", "好的");
        (await _desk.Get<RecordPhoneAgreement>().ExecuteAsync(new(number, "退 20 元", null), _desk.OtherAgent)).Refusal.ShouldBeNull();
        (await _desk.Get<ConfirmPhoneAgreement>().ExecuteAsync(new(number, await LastMessageAsync(number), seen), _desk.Agent)).Refusal!.Code.ShouldBe("case.stale");
    }

    [Fact]
    public async Task Steps_CannotBeEditedOrDeleted()
    {
        await AgreeAsync(await _desk.BuyerSaysAsync("买家", "裙子开线了"));
        await using var db = _desk.Db();
        foreach (var sql in new[] { "update phone_agreements set words = 'x'", "delete from phone_agreements" })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).MessageText.ShouldContain("append-only");
    }
}
