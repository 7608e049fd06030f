using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Tests.Importing;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Reviews.ReviewCase;

namespace AfterSales.Application.Tests.Playbooks;

/// <summary>What an agent is told of a real case, from its first message to the remedy.</summary>
public sealed class GuidanceTests : IAsyncLifetime
{
    private const string OrderNo = "1001000000000000";
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private async Task<GuidanceOnCase> GuideAsync(string number, Actor? actor = null)
    {
        var read = await _desk.Get<GuidanceQueries>().OfCaseAsync(actor ?? _desk.Agent, number);
        read.Refusal.ShouldBeNull();
        return read.Value!;
    }

    private Task<Result<int>> SayAsync(string number, Actor? actor = null, params (string Name, Value Value)[] facts) =>
        _desk.Get<SayFacts>().ExecuteAsync(new(number, facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal)), actor ?? _desk.Agent);

    private async Task<string> MissingAsync(string buyer = "买家000", string orderNo = OrderNo)
    {
        var number = await _desk.BuyerSaysAsync(buyer, "少了一件", orderNo);
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent)).Refusal.ShouldBeNull();
        return number;
    }

    [Fact]
    public async Task MissingPiece_FromTheFirstQuestionToTheRemedy()
    {
        await _desk.ImportAsync(Importer.Orders(0, 1));
        var number = await MissingAsync();

        var first = await GuideAsync(number);
        first.Guidance.Responsibility.Party.ShouldBeNull();
        first.Guidance.Options.ShouldNotContain(option => option.IsCertain && option.Standing != Standing.Forbidden, "nothing may be promised before the facts are in");
        first.Questions[0].Fact.Name.ShouldBe("photo");
        first.Questions[0].IsNext.ShouldBeTrue();
        first.Questions[0].Answers.ShouldContain(Value.Of("confirms"));
        first.Questions.ShouldNotContain(q => q.Fact.Name == "item paid", "the order says so");
        first.Sheet["item paid"]!.Value.ShouldBe(Value.Of(201.12m));

        (await SayAsync(number, null, ("photo", Value.Of("confirms")))).Refusal.ShouldBeNull();
        (await SayAsync(number, _desk.Warehouse, ("weigh slip", Value.Of("confirms")))).Refusal.ShouldBeNull();
        var blamed = await GuideAsync(number);
        (blamed.Guidance.Situation, blamed.Guidance.Responsibility.Party, blamed.Guidance.Responsibility.Pays).ShouldBe(("confirmed", "warehouse", "store"));
        blamed.Sheet["weigh slip"]!.Said!.By.ShouldBe("仓库");

        (await SayAsync(number, null, ("stock", Value.True), ("piece paid", Value.Of(99m)))).Refusal.ShouldBeNull();
        var settled = await GuideAsync(number);
        var preferred = settled.Guidance.Options[0];
        (preferred.Remedy, preferred.Standing, preferred.IsCertain).ShouldBe(("reship", Standing.Preferred, true));
        settled.Guidance.Options.First(option => option.Remedy == "refund only").UpTo.ShouldBe(99m);
        settled.Guidance.Duties.ShouldContain(duty => duty.Obligation == "order memo" && duty.IsCertain);
    }

    [Fact]
    public async Task EveryAnswer_IsKept_WithVersionFactsAndRows_AndInTheHistory()
    {
        var number = await MissingAsync();
        await SayAsync(number, null, ("photo", Value.Of("contradicts")));
        await SayAsync(number, null, ("photo", Value.Unknown));

        await using var db = _desk.Db();
        var kept = await db.CaseEvaluations.OrderBy(e => e.Id).ToListAsync();
        kept.Count.ShouldBe(2);
        (kept[0].Playbook, kept[0].Version, kept[0].Facts["photo"]).ShouldBe(("WrongItem", 1, "\"contradicts\""));
        kept[0].Spoke["situation"].ShouldBe(["situation-mistaken"]);
        kept[1].Facts.ShouldNotContainKey("photo");
        var history = await db.History.Where(h => h.Kind == CaseEventKind.FactSaid || h.Kind == CaseEventKind.FactTakenBack).OrderBy(h => h.Id).ToListAsync();
        history.Select(h => (h.Kind, h.ActorName, h.Data["fact"])).ShouldBe([(CaseEventKind.FactSaid, "客服甲", "photo"), (CaseEventKind.FactTakenBack, "客服甲", "photo")]);
        foreach (var sql in new[] { "update case_facts set value = null", "delete from case_evaluations", "delete from playbook_versions" })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task SayFacts_AllOrNone()
    {
        var number = await MissingAsync();
        var refused = await SayAsync(number, null, ("photo", Value.Of("confirms")), ("margin", Value.Of(9m)));
        (refused.Refusal!.Code, refused.Refusal.Field).ShouldBe(("fact.guarded", "margin"));
        (await GuideAsync(number)).Sheet["photo"]!.Origin.ShouldBe(FactOrigin.Unknown);
    }

    [Fact]
    public async Task SayFacts_TheSameAgain_AddsNothing()
    {
        var number = await MissingAsync();
        await SayAsync(number, null, ("photo", Value.Of("confirms")));
        await SayAsync(number, null, ("photo", Value.Of("confirms")));
        await using var db = _desk.Db();
        (await db.CaseFacts.CountAsync()).ShouldBe(1);
        (await db.CaseEvaluations.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task SayFacts_AnAnswerToAnotherTypesQuestion_IsRefused()
    {
        var number = await MissingAsync();
        await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), _desk.OtherAgent);
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal) { ["photo"] = Value.Of("confirms") };
        (await _desk.Get<SayFacts>().ExecuteAsync(new(number, facts, CaseType.WrongItem), _desk.Agent)).Refusal!.Code.ShouldBe("fact.asked_of_other_type");
        (await GuideAsync(number)).Sheet["photo"]!.Origin.ShouldBe(FactOrigin.Unknown);
    }

    [Fact]
    public async Task SayFacts_OfAClosedCase_IsRefused()
    {
        var number = await MissingAsync();
        await using (var db = _desk.Db()) await db.Cases.Where(c => c.Number == number).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaseState.Closed));
        (await SayAsync(number, null, ("photo", Value.Of("confirms")))).Refusal!.Code.ShouldBe("case.closed");
    }

    [Fact]
    public async Task PreSales_MaySpendAShareOfTheOrder_NotOfTheItem()
    {
        await _desk.ImportAsync("订单编号,买家会员名,买家实际支付金额,总金额,订单状态,订单创建时间\n7006,买家六,1000,1000,交易成功,2026-03-01 10:01:02\n");
        await _desk.ImportAsync("订单编号,标题,价格,购买数量,订单状态\n7006,上衣,100,1,交易成功\n7006,大衣,900,1,交易成功\n", "宝贝.csv");
        var number = await MissingAsync("买家六", "7006");
        var top = (await GuideAsync(number)).Lines.Single(line => line.Title == "上衣").Key;
        (await _desk.Get<ChooseItems>().ExecuteAsync(new(number, [top], null), _desk.Agent)).Refusal.ShouldBeNull();
        var preSales = await GuideAsync(number, await _desk.PersonAsync("售前", Role.PreSales));
        preSales.Facts["authority left"].ShouldBe(Value.Of(10m));
        preSales.Sheet["item paid"]!.Value.ShouldBe(Value.Of(100m));
    }

    [Fact]
    public async Task Warehouse_SaysWhatTheWarehouseIsAskedFor_AndNothingElse()
    {
        var number = await MissingAsync();
        (await SayAsync(number, _desk.Warehouse, ("order sheet", Value.Of("as ordered")))).Refusal.ShouldBeNull();
        (await SayAsync(number, _desk.Warehouse, ("photo", Value.Of("confirms")))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Guidance_WithoutAType_IsRefused()
    {
        var number = await _desk.BuyerSaysAsync("买家", "你好");
        (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, number)).Refusal!.Code.ShouldBe("guidance.type_needed");
        (await SayAsync(number, null, ("photo", Value.Of("confirms")))).Refusal!.Code.ShouldBe("guidance.type_needed");
    }

    [Fact]
    public async Task AnotherType_DoesNotBelieveWhatWasSaidOfTheFirst()
    {
        var number = await MissingAsync();
        await SayAsync(number, null, ("photo", Value.Of("confirms")));
        await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), _desk.Agent);
        (await GuideAsync(number)).Sheet["photo"]!.Origin.ShouldBe(FactOrigin.Unknown);
        await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent);
        (await GuideAsync(number)).Sheet["photo"]!.Value.ShouldBe(Value.Of("confirms"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APhotoOfAnotherCase_TheSameOrNearlyTheSame_IsKnownToHaveBeenSeen(bool isSame)
    {
        var (first, second) = (await MissingAsync("买家一", "7001"), await MissingAsync("买家二", "7002"));
        await using (var db = _desk.Db())
        {
            foreach (var (number, minute) in new[] { (first, 0), (second, 1) })
            {
                var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
                db.Evidence.Add(new EvidenceItem(Ids.New(_desk.Time.Now), _desk.StoreId, id, null, "a.gif", _desk.Time.Now.AddMinutes(minute), null).WithFile(new(isSame || minute == 0 ? 'a' : 'b', 64), "image/gif", 1, 1, 1, false, isSame ? null : 0x1234_5678_9ABC_DEF0 + minute));
            }
            await db.SaveChangesAsync();
        }
        (await GuideAsync(first)).Sheet["photo seen before"]!.Value.ShouldBe(Value.False);
        (await GuideAsync(second)).Sheet["photo seen before"]!.Value.ShouldBe(Value.True);
    }

    [Fact]
    public async Task ABuyerWhoWasFlagged_IsKnownInTheirNextCase()
    {
        var review = await _desk.BuyerSaysAsync("敲诈买家", "不给钱就差评", "7003");
        await _desk.Get<ClassifyCase>().ExecuteAsync(new(review, CaseType.Review, CaseSubtype.Extortion, null), _desk.Agent);
        (await GuideAsync(review)).Sheet["extortion flag"]!.Value.ShouldBe(Value.False, "a type is no flag");
        (await FlagAsync(_desk, review)).Refusal.ShouldBeNull();
        (await GuideAsync(await MissingAsync("敲诈买家", "7004"))).Sheet["extortion flag"]!.Value.ShouldBe(Value.True);
    }

    [Theory]
    [InlineData(Role.AfterSales, 14, "agent")]
    [InlineData(Role.AfterSales, 16, "supervisor")]
    [InlineData(Role.Review, 30, "agent")]
    [InlineData(Role.Supervisor, 60, "agent")]
    public async Task WhoDecides_FollowsWhoAsks(Role role, int amount, string decider)
    {
        await _desk.ImportAsync(Importer.Orders(0, 1));
        await using (var db = _desk.Db())
        {
            (await db.Stores.SingleAsync(s => s.Id == _desk.StoreId)).DescribeTrade("广东省", "深圳市", 0.4m);
            await db.SaveChangesAsync();
        }
        var number = await MissingAsync();
        var actor = await _desk.PersonAsync("问的人", role);
        var demand = (await GuideAsync(number, actor)).Guidance.ApprovalFor("apology", 0);
        demand.Decider.ShouldBe("agent");
        // Over the guide of ¥10 within the province the supervisor decides anyway; what is looked at here is the authority.
        var causes = (await GuideAsync(number, actor)).Guidance.ApprovalFor("coupon", amount).Causes;
        causes.Contains("over one's authority").ShouldBe(decider != "agent");
    }

    [Fact]
    public async Task ChooseItems_SaysWhatWasPaid()
    {
        await _desk.ImportAsync("订单编号,买家会员名,总金额,订单状态,订单创建时间\n7005,买家五,300,交易成功,2026-03-01 10:01:02\n");
        await _desk.ImportAsync("订单编号,标题,价格,购买数量,订单状态\n7005,上衣,129,1,交易成功\n7005,裤子,139,1,交易成功\n", "宝贝.csv");
        var number = await MissingAsync("买家五", "7005");
        var before = await GuideAsync(number);
        before.Lines.Select(line => line.Title).ShouldBe(["上衣", "裤子"], ignoreOrder: true);
        before.Sheet["item paid"]!.Value.IsKnown.ShouldBeFalse();

        var top = before.Lines.Single(line => line.Title == "上衣").Key;
        (await _desk.Get<ChooseItems>().ExecuteAsync(new(number, ["没有的"], null), _desk.Agent)).Refusal!.Code.ShouldBe("case.item_unknown");
        (await _desk.Get<ChooseItems>().ExecuteAsync(new(number, [top], null), _desk.Agent)).Refusal.ShouldBeNull();

        var after = await GuideAsync(number);
        after.Sheet["item paid"]!.Value.ShouldBe(Value.Of(129m));
        after.Lines.Single(line => line.IsChosen).Key.ShouldBe(top);
    }

    [Fact]
    public async Task RequestEvidence_StandsInTheHistory()
    {
        var number = await MissingAsync();
        (await _desk.Get<RequestEvidence>().ExecuteAsync(new(number, ["photo of the goods", "moon rock"]), _desk.Agent)).Refusal!.Code.ShouldBe("evidence.word_unknown");
        (await _desk.Get<RequestEvidence>().ExecuteAsync(new(number, ["photo of the goods"]), _desk.Agent)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        (await db.History.SingleAsync(h => h.Kind == CaseEventKind.EvidenceRequested)).Data["evidence"].ShouldBe("photo of the goods");
    }

    [Fact]
    public async Task Reply_ThatAsksForEvidence_IsWhenItIsAskedFor()
    {
        var number = await MissingAsync();
        var reply = _desk.Get<ReplyToBuyer>();
        (await reply.ExecuteAsync(new(number, "麻烦拍一下", Asks: ["moon rock"]), _desk.Agent)).Refusal!.Code.ShouldBe("evidence.word_unknown");
        (await reply.ExecuteAsync(new(number, "麻烦拍一下", Promise: _desk.Time.Now.AddDays(30), Asks: ["photo of the label"]), _desk.Agent)).Refusal.ShouldNotBeNull();
        (await GuideAsync(number)).Evidence.Requested.ShouldBeEmpty("what was not sent asked for nothing");

        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await reply.ExecuteAsync(new(number, "麻烦拍一下", Asks: ["photo of the label", "photo of the label", "photo of the goods"]), _desk.Agent)).Refusal.ShouldBeNull();
        var asked = (await GuideAsync(number)).Evidence.Requested;
        asked.Keys.ShouldBe(["photo of the label", "photo of the goods"], ignoreOrder: true);
        asked["photo of the label"].ShouldBe(new(_desk.Time.Now, "客服甲"));
        await using var db = _desk.Db();
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.EvidenceRequested)).ShouldBe(2);
    }

    [Fact]
    public async Task Evidence_AskedForAndSent_StandsBesideTheGuidance()
    {
        var number = await MissingAsync();
        await AddPictureOfBuyerAsync(number);
        (await GuideAsync(number)).Evidence.ReceivedFor("photo of the goods").ShouldBe(1);

        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await _desk.Get<RequestEvidence>().ExecuteAsync(new(number, ["photo of the label"]), _desk.Agent);
        var asked = (await GuideAsync(number)).Evidence;
        asked.Requested["photo of the label"].ShouldBe(new(_desk.Time.Now, "客服甲"));
        asked.ReceivedFor("photo of the label").ShouldBe(0, "what was there before is not what was asked for");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        await AddPictureOfBuyerAsync(number);
        (await GuideAsync(number)).Evidence.ReceivedFor("photo of the label").ShouldBe(1);
    }

    [Fact]
    public async Task ChangedGuidance_IsOneReading_AndTellsEachWhatTheyMaySpend()
    {
        await _desk.ImportAsync(Importer.Orders(0, 1));
        var number = await MissingAsync();
        var guidance = _desk.Get<GuidanceQueries>();
        var asked = await Task.WhenAll(guidance.ChangedOfCaseAsync(_desk.Agent, number), guidance.ChangedOfCaseAsync(_desk.Supervisor, number));
        asked[0].Value!.Sheet.ShouldBeSameAs(asked[1].Value!.Sheet);
        asked.Select(one => one.Value!.Facts["authority left"]).ShouldBe([Value.Of(15m), Value.Of(200m)]);
        (await guidance.ChangedOfCaseAsync(_desk.Agent with { Permissions = [] }, number)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    private async Task AddPictureOfBuyerAsync(string number)
    {
        await using var db = _desk.Db();
        var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
        var message = await db.Messages.Where(m => m.CaseId == id).Select(m => m.Id).FirstAsync();
        db.Evidence.Add(new EvidenceItem(Ids.New(_desk.Time.Now), _desk.StoreId, id, message, "a.gif", _desk.Time.Now, null).WithFile(new('b', 64), "image/gif", 1, 1, 1, false));
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task WhatWasSaidLast_Counts_HoweverOftenAndOfWhateverTypeItWasSaidBefore()
    {
        var number = await MissingAsync();
        await SayAsync(number, null, ("photo", Value.Of("unclear")), ("stock", Value.False));
        await SayAsync(number, _desk.Supervisor, ("photo", Value.Of("confirms")));
        await SayAsync(number, null, ("stock", Value.Unknown));
        await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), _desk.Agent);
        await SayAsync(number, null, ("photo", Value.Of("contradicts")));
        await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent);

        var sheet = (await GuideAsync(number)).Sheet;
        (sheet["photo"]!.Value, sheet["photo"]!.Said!.By, sheet["stock"]!.Origin).ShouldBe((Value.Of("confirms"), "主管", FactOrigin.Unknown));
    }

    // Whoever else wants the case does not wait while the rules are read and compiled for the first time on this node.
    [Fact]
    public async Task SayFacts_ByRulesThatAreNotCompiledYet_DoesNotHoldTheCaseMeanwhile()
    {
        var number = await MissingAsync();
        (await _desk.Get<PlaybookShelf>().FindAsync(_desk.StoreId, "Quality", null, CancellationToken.None)).ShouldNotBeNull("which versions there are is known, what those of this type say is not");
        Task<Result<int>> saying;
        await using (var other = _desk.Db())
        {
            await using var transaction = await other.Database.BeginTransactionAsync();
            await other.Database.ExecuteSqlAsync($"lock table playbook_versions in access exclusive mode");
            saying = SayAsync(number, null, ("photo", Value.Of("confirms")));
            await Eventually.TrueAsync(() => _desk.SomebodyWaitsForALockAsync(), TimeSpan.FromSeconds(20));
            await using (var third = _desk.Db())
                (await third.Database.SqlQuery<Guid>($"select id as \"Value\" from cases where number = {number} for update nowait").ToListAsync()).ShouldHaveSingleItem();
            await transaction.CommitAsync();
        }
        (await saying).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Try_SaysWithoutACase_WhatTheRulesSay()
    {
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal) { ["subtype"] = Value.Of("Missing"), ["photo"] = Value.Of("contradicts") };
        var tried = await _desk.Get<GuidanceQueries>().TryAsync(_desk.Agent, CaseType.WrongItem, facts);
        tried.Value!.Guidance.Situation.ShouldBe("buyer mistaken");
        tried.Value.Sheet["photo"]!.Origin.ShouldBe(FactOrigin.Given);
        facts["photo"] = Value.Of("blue");
        (await _desk.Get<GuidanceQueries>().TryAsync(_desk.Agent, CaseType.WrongItem, facts)).Refusal!.Code.ShouldBe("fact.not_allowed");
    }
}
