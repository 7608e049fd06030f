using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.Orders;
using AfterSales.Application.Parcels;
using AfterSales.Application.People.Pay;
using AfterSales.Application.People.Quality;
using AfterSales.Application.Remedies;
using AfterSales.Application.Reviews;
using AfterSales.Application.Tests.Evidence;
using AfterSales.Application.Tests.Importing;
using AfterSales.Application.Tests.Orders;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Tests.Customers;

/// <summary>A buyer of whom the store holds something in every table that may hold something of a buyer. All is over: nothing stands in the way.</summary>
internal sealed class KnownBuyer(TestDesk desk)
{
    public const string Nick = "梅花小鹿";
    public const string Name = "欧阳修文";
    public const string Phone = "13912345678";
    public const string OrderNo = "8800000000000000001";
    public const string Account = "密语@pay.example";

    /// <summary>In everything they said, and in everything that was said of them.</summary>
    public const string Word = "密语";

    public static readonly string[] Secrets = [Nick, Name, Phone, "望江路", Word, "绝密"];

    public const string Header = "订单编号,买家会员名,总金额,订单状态,收货人姓名,联系手机,收货地址,买家留言,商家备注,订单创建时间,物流单号,物流公司,绝密列\n";

    public Guid CustomerId { get; private set; }
    public string Number { get; private set; } = "";
    public string ReviewNumber { get; private set; } = "";
    public string Sha256 { get; private set; } = "";

    public static string OrderRow(string orderNo = OrderNo, string created = "2026-03-01 10:01:02", string amount = "201.12") =>
        $"{orderNo},{Nick},{amount},交易成功,{Name},{Phone},浙江省 杭州市 上城区 望江路77号(310000),{Word}请快点,{Word}老客,{created},SF0000000077,顺丰速运,绝密值\n";

    public static string Refunds() => RefundFileRow.File(new RefundFileRow("R77", OrderNo, "退款成功") { Buyer = Nick, Words = $"{Word}退款" });

    public static async Task<KnownBuyer> ComeAsync(TestDesk desk)
    {
        var buyer = new KnownBuyer(desk);
        await buyer.ComeAsync();
        await buyer.EndAsync();
        return buyer;
    }

    private async Task ComeAsync()
    {
        await desk.ImportAsync(Header + OrderRow() + OrderRow("8800000000000000002", "gone"), $"{Nick}.csv");
        await desk.ImportAsync(Refunds(), "退款.csv");
        using var picture = new MemoryStream(SamplePictures.Png(31, 17));
        var file = (await desk.Get<EvidenceFiles>().StoreAsync(picture, default)).Value!;
        Sha256 = file.Sha256;
        var said = (await desk.Get<ReceiveMessages>().ExecuteAsync([new("m-1", "qianniu", Nick, OrderNo, MessageKind.Buyer, null, $"{Word}：少了一件，我叫{Name}", desk.Time.Now, [new($"{Name}.png", file)])], desk.Bridge))[0].Value!;
        Number = said.Number;
        Done(await desk.Get<AssignCase>().ExecuteAsync(new(Number, desk.Agent.Id, null), desk.Supervisor));
        Done(await desk.Get<ReplyToBuyer>().ExecuteAsync(new(Number, $"{Name}您好，{Word}"), desk.Agent));
        Done(await desk.Get<WriteNote>().ExecuteAsync(new(Number, $"{Word}内部备注"), desk.Agent));
        Done(await desk.Get<RecordPhoneAgreement>().ExecuteAsync(new(Number, $"{Word}电话", null), desk.Agent));
        Done(await desk.Get<WithdrawPhoneAgreement>().ExecuteAsync(new(Number, $"{Word}不算", null), desk.Agent));
        Done(await desk.Get<FlagCase>().ExecuteAsync(new(Number, FlagColour.Red, $"{Word}旗", null), desk.Agent));
        Done(await desk.Get<TagCase>().ExecuteAsync(new(Number, [$"{Word}标签"], null), desk.Agent));
        Done(await desk.Get<TakeOnAction>().ExecuteAsync(new(Number, "order memo", Note: $"{Word}备注", IsDone: true), desk.Agent));
        await NoteAsync();
        await PayAsync();
        await ReviewAsync();
        await KeepAsync();
        await LookAtAsync();
        await DisputeAsync();
        var parcel = (await desk.Get<TakeInParcel>().ExecuteAsync(new("YT7700000001", "圆通", $"{Name} {Word}", $"{Word}里面"), desk.Warehouse)).Value!.Id;
        Done(await desk.Get<MatchParcel>().ExecuteAsync(new(parcel, Number), desk.Warehouse));
        desk.Time.Move(TimeSpan.FromMinutes(6));
        await desk.BuyerSaysAsync(Nick, $"{Word}在吗", OrderNo);
        desk.Time.Move(TimeSpan.FromMinutes(6));
        await desk.Get<FireTimers>().FireDueAsync(CancellationToken.None);
    }

    private async Task NoteAsync()
    {
        await using var db = desk.Db();
        CustomerId = await db.Customers.Where(c => c.Nick == Nick).Select(c => c.Id).SingleAsync();
        Done(await desk.Get<WriteStaffNote>().ExecuteAsync(new(CustomerId, null, $"{Word}小记"), desk.Agent));
        Done(await desk.Get<FlagCustomer>().ExecuteAsync(new(CustomerId, FlagColour.Red, $"{Word}客旗", 0), desk.Agent));
        Done(await desk.Get<FlagOrder>().ExecuteAsync(new(OrderNo, FlagColour.Red, $"{Word}单旗", 0), desk.Agent));
        (await desk.Get<RevealPhone>().ExecuteAsync(OrderNo, desk.Agent)).Value.ShouldBe(Phone);
    }

    private async Task PayAsync()
    {
        await using var db = desk.Db();
        var now = desk.Time.Now;
        var payout = await GrantedPayout.AddAsync(db, Number, 12.5m, now, Account);
        db.Postings.Add(payout.Send("manual", null, null, now).Value!.By(null, "test"));
        db.Postings.Add(payout.Fail($"{Word}打不过去", now).Value!.By(null, "test"));
        db.Postings.Add(payout.Send("manual", null, null, now).Value!.By(null, "test"));
        db.Postings.Add(payout.Confirm("P-77", now).Value!.By(null, "test"));
        db.PayoutBatches.Add(PayoutBatch.Of(Ids.New(now), desk.StoreId, "taobao", PayoutMethod.SmallTransfer, "click",
            [new(1, payout.Id, payout.AttemptKey, Number, OrderNo, Nick, Account, 12.5m, payout.Remedy), new(2, Ids.New(now), "x-1", "AS-000000-0000", null, "别人", "别人的账号", 3, "coupon")], null, "test", now));
        var what = new ApprovalSubject(desk.StoreId, payout.CaseId, OrderNo, "partial discount", 12.5m, PayoutMethod.SmallTransfer, Account, [], [Sha256, "https://pictures.example/密语"]);
        var request = ApprovalRequest.Ask(Ids.New(now), payout.ActionId, what, "supervisor", ["over the guide"], SignaturePlan.AnySupervisor, $"{Word}申请", desk.Agent.Id, desk.Agent.Name, now);
        request.Approve(new Signer(desk.Supervisor.Id!.Value, desk.Supervisor.Name, desk.Supervisor.Roles), 12.5m, $"{Word}同意", now).Refusal.ShouldBeNull();
        db.Approvals.Add(request);
        var action = await db.CaseActions.SingleAsync(a => a.Id == payout.ActionId);
        db.ActionSteps.Add(action.Void($"{Word}算了", [], now).Value!.By(desk.Agent.Id, desk.Agent.Name));
        await db.SaveChangesAsync();
    }

    private async Task ReviewAsync()
    {
        ReviewNumber = await desk.BuyerSaysAsync(Nick, $"{Word}差评", "8800000000000000009");
        Done(await desk.Get<ClassifyCase>().ExecuteAsync(new(ReviewNumber, CaseType.Review, CaseSubtype.Negative, null), desk.Agent));
        Done(await desk.Get<RecordReview>().ExecuteAsync(new(ReviewNumber, new ReviewDetails { Text = $"{Word}很差", Link = "https://reviews.example/密语" }), desk.Agent));
        Done(await desk.Get<ReplyToReview>().ExecuteAsync(new(ReviewNumber, ReviewVoice.Store, $"{Name}您好"), desk.Agent));
        await using var db = desk.Db();
        var line = await db.Messages.Where(m => m.Kind == MessageKind.Buyer && db.Cases.Any(c => c.Id == m.CaseId && c.Number == ReviewNumber)).Select(m => m.Id).FirstAsync();
        Done(await desk.Get<MarkLine>().ExecuteAsync(new(ReviewNumber, line, true), desk.Agent));
        Done(await desk.Get<FlagExtortion>().ExecuteAsync(new(CustomerId, true, $"{Word}敲诈", ReviewNumber, (await db.Customers.AsNoTracking().SingleAsync(c => c.Id == CustomerId)).Version), desk.Agent));
    }

    private async Task KeepAsync()
    {
        await using var db = desk.Db();
        var (now, caseId) = (desk.Time.Now, await db.Cases.Where(c => c.Number == Number).Select(c => c.Id).SingleAsync());
        var item = await db.Evidence.SingleAsync(e => e.CaseId == caseId);
        item.Judge(EvidenceVerdict.Rejected, $"{Word}不清楚", "客服甲", now);
        db.Evidence.Add(new EvidenceItem(Ids.New(now), desk.StoreId, caseId, null, $"{Word}链接", now, null).In(null, Nick).WithLink("https://pictures.example/密语"));
        var hold = new LegalHold(Ids.New(now), desk.StoreId, caseId, $"{Word}保全", desk.Supervisor, now);
        hold.Release($"{Word}放开", "主管", now);
        db.LegalHolds.Add(hold);
        db.RemovalRequests.Add(new RemovalRequest(Ids.New(now), desk.StoreId, caseId, item.Id, $"{Word}误传", desk.Agent, now));
        await db.SaveChangesAsync();
        var pack = (await desk.Get<RequestPack>().ExecuteAsync(Number, desk.Agent)).Value;
        await db.EvidencePacks.Where(p => p.Id == pack).ExecuteUpdateAsync(p => p.SetProperty(x => x.State, PackState.Ready).SetProperty(x => x.EndedAt, now).SetProperty(x => x.ManifestSha256, new string('c', 64)).SetProperty(x => x.FailureOf, $"{Word}.png"));
        db.PackFiles.Add(new PackFile(desk.StoreId, pack, 0, $"{Nick}.html", 1, new('b', 64), 1, now.DateTime).Holding(System.Text.Encoding.UTF8.GetBytes(Word)));
        await db.SaveChangesAsync();
        db.Opinions.Add(Domain.Feedback.Opinion.Tag(Ids.New(now), desk.StoreId, caseId, null, Domain.Feedback.OpinionWord.TooLarge, null, $"{Word}太大", desk.Agent.Id, desk.Agent.Name, now).Value!);
        db.FollowUps.Add(new FollowUp(await db.Cases.SingleAsync(c => c.Id == caseId), FollowUpAnswer.Of(FollowUpOutcome.NotReached, null, $"{Word}没人接").Value!, desk.Agent, now));
        await db.SaveChangesAsync();
    }

    // How people did their work for them was scored, with their words.
    private async Task LookAtAsync()
    {
        var card = DefaultScoreCard.In("zh-CN");
        CriterionScore[] scores = [.. card.Criteria.Select(one => new CriterionScore(one.Key, one.MustNotFail ? null : one.Points))];
        var filled = new FilledCard(scores, new Dictionary<string, string> { ["greeting"] = $"{Word}语气", ["facts"] = "" }, $"{Word}总评");
        var (pick, assess) = (desk.Get<PickSample>(), desk.Get<AssessSample>());
        var sample = (await pick.ExecuteAsync(new(Number, desk.Agent.Id!.Value, $"{Word}抽查"), desk.Supervisor)).Value;
        Done(await assess.ExecuteAsync(new(sample, card.Version, filled), desk.Supervisor));
        Done(await assess.ExecuteAsync(new(sample, card.Version, filled with { Because = $"{Word}看错了" }), desk.Supervisor));
        Done(await desk.Get<AnswerScore>().ExecuteAsync(new(sample, $"{Word}不是我说的"), desk.Agent));
        var other = (await pick.ExecuteAsync(new(Number, desk.Supervisor.Id!.Value, $"{Word}抽查"), desk.Owner)).Value;
        Done(await desk.Get<WithdrawSample>().ExecuteAsync(new(other, $"{Word}没参与"), desk.Owner));
    }

    // Somebody of the store explains a line of their pay with them, and another agrees.
    private async Task DisputeAsync()
    {
        var month = DateOnly.FromDateTime(desk.Time.Now.UtcDateTime);
        Done(await desk.Get<SetPayGrade>().ExecuteAsync(new(desk.Agent.Id!.Value, month, "P1"), desk.Owner));
        var dispute = (await desk.Get<DisputeLine>().ExecuteAsync(new(month, "Base", $"{Number} 的买家说{Word}"), desk.Agent)).Value;
        Done(await desk.Get<DecideDispute>().ExecuteAsync(new(dispute, null, $"{Word}没有说过"), desk.Owner));
    }

    /// <summary>Ends what is under way, whatever it takes.</summary>
    private async Task EndAsync()
    {
        await using var command = desk.Get<NpgsqlDataSource>().CreateCommand("""
            update cases set state = 'Closed', waiting_for = null, unanswered_since = null, resolved_at = @now, closed_at = @now where store_id = @store and customer_id = @customer;
            update clocks set stopped_at = @now, stop_cause = 'Cancelled' where store_id = @store and stopped_at is null;
            update evidence_packs set ended_at = @now where store_id = @store and ended_at is null;
            insert into order_lines (id, store_id, order_no, line_key, status, extra, imported_at) values (gen_random_uuid(), @store, @order, '1', 'Unknown', jsonb_build_object('绝密列', '绝密值'), @now);
            insert into parcel_steps (store_id, parcel_id, case_id, kind, reason, by_name, at) select @store, id, case_id, 'LetGo', '密语给别人', 'test', @now from ownerless_parcels where store_id = @store
            """);
        command.Parameters.AddWithValue("now", desk.Time.Now);
        command.Parameters.AddWithValue("store", desk.StoreId);
        command.Parameters.AddWithValue("customer", CustomerId);
        command.Parameters.AddWithValue("order", OrderNo);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asked for by an agent; answers the request.</summary>
    public async Task<Guid> AskAsync() => (await desk.Get<AskErasure>().ExecuteAsync(new(CustomerId, ErasureWay.Chat, "本人在聊天里要求"), desk.Agent)).Value;

    public async Task EraseAsync() => Done(await desk.Get<DecideErasure>().ExecuteAsync(await AskAsync(), true, desk.Supervisor));

    private static void Done(Result result) => result.Refusal.ShouldBeNull();

    private static void Done<T>(Result<T> result) => result.Refusal.ShouldBeNull();
}
