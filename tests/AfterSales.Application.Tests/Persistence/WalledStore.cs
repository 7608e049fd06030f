using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Application.Customers;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Importing;
using AfterSales.Application.Orders;
using AfterSales.Application.Parcels;
using AfterSales.Application.People;
using AfterSales.Application.People.Pay;
using AfterSales.Application.People.Quality;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Application.Insights;
using AfterSales.Application.Reviews;
using AfterSales.Application.Tests.Importing;
using AfterSales.Application.Tests.Orders;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Said = AfterSales.Domain.Playbooks.Values.Value;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>A store with something in each of its tables, and an eye on every row of it.</summary>
internal sealed class WalledStore
{
    public const string Nick = "墙内买家";
    public const string Waybill = "YT9900000001";
    private const string Tag = "墙内标签";
    public const string Mark = "墙内";

    private static readonly JsonSerializerOptions AsText = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        IncludeFields = true,
        Converters = { new ByItsText<Said>(), new ByItsText<CompiledPlaybook>() },
    };

    // What belongs to a store without naming it.
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        ["stores"] = "t.id = @store",
        ["people"] = "exists (select from memberships m where m.person_id = t.id and m.store_id = @store)",
        ["clock_timers"] = "exists (select from clocks c where c.id = t.clock_id and c.store_id = @store)",
        ["clock_pauses"] = "exists (select from clocks c where c.id = t.clock_id and c.store_id = @store)",
    };

    // Nobody's, or written by nothing that is walked.
    private static readonly string[] NoStores = ["person_claims", "person_logins", "person_tokens", "data_protection_keys", "ended_sessions", "viewer_nodes", "stored_files", "fresh_occurrences", "__EFMigrationsHistory"];

    private readonly TestDesk _desk;
    private HashSet<string> _secrets = [];

    private WalledStore(TestDesk desk) => _desk = desk;

    public Guid StoreId => _desk.StoreId;
    public Guid PersonId => _desk.Agent.Id!.Value;
    public DateTimeOffset Later => _desk.Time.Now + TimeSpan.FromHours(2);
    public string OrderNo => "1001000000000000";

    /// <summary>An order of another buyer of the store.</summary>
    public string OtherOrderNo => "1001000000000001";

    public string CaseNumber { get; private set; } = "";
    public Guid CustomerId { get; private set; }
    public Guid ApiKeyId { get; private set; }
    public Guid InviteId { get; private set; }
    public Guid ActionId { get; private set; }
    public Guid NotificationId { get; private set; }
    public Guid ImportId { get; private set; }
    public Guid DoneImportId { get; private set; }
    public Guid EvidenceId { get; private set; }
    public Guid UploadId { get; private set; }
    public Guid PackId { get; private set; }
    public Guid ProposalId { get; private set; }
    public Guid ErasureId { get; private set; }
    public Guid MessageId { get; private set; }
    public DraftSeen Draft { get; private set; }
    public Guid OfferId { get; private set; }
    public Guid FeedbackId { get; private set; }
    public Guid OpinionId { get; private set; }
    public string OwnPhrase { get; private set; } = "";
    public Guid ApprovalId { get; private set; }
    public Guid ParcelId { get; private set; }
    public Guid ShipmentId { get; private set; }
    public string SubjectHash { get; private set; } = "";
    public Guid PayoutId { get; private set; }
    public Guid BatchId { get; private set; }
    public Guid DisputeId { get; private set; }
    public Guid LeaveId { get; private set; }
    public Guid SampleId { get; private set; }
    public Guid TemplateId { get; private set; }
    public Guid DigestId { get; private set; }

    /// <summary>A courier that bears something.</summary>
    public string Courier => $"{Mark}快递";
    public WalledApprovals Approvals { get; private set; } = null!;

    public static async Task<WalledStore> FillAsync(TestDesk desk)
    {
        var wall = new WalledStore(desk);
        await wall.FillAsync();
        wall._secrets = await wall.SecretsAsync();
        return wall;
    }

    /// <summary>A file of other orders than the store has.</summary>
    public Stream AnotherFile() => Samples.Text(Importer.Orders(500, 1));

    /// <summary>Which of the store's secrets a value holds.</summary>
    public IReadOnlyList<string> SecretsIn(object? value) => Found(JsonSerializer.Serialize(value, AsText), _secrets);

    /// <summary>As <see cref="SecretsIn"/> for somebody who holds the keys already: that these come back tells them nothing.</summary>
    public IReadOnlyList<string> NewsIn(object? value)
    {
        string[] keys = [Nick, CaseNumber, OrderNo, SubjectHash, Approvals.SubjectHash, Courier, Waybill, .. new[] { StoreId, PersonId, CustomerId, ApiKeyId, InviteId, NotificationId, ImportId, DoneImportId, EvidenceId, UploadId, PackId, ProposalId, ErasureId, ActionId, ApprovalId, MessageId, OfferId, FeedbackId, OpinionId, PayoutId, BatchId, DisputeId, Approvals.RequestId, Approvals.DelegationId, ParcelId, ShipmentId, LeaveId, TemplateId, DigestId, SampleId }.Select(id => id.ToString())];
        return Found(keys.Aggregate(JsonSerializer.Serialize(value, AsText), (text, key) => text.Replace(key, "", StringComparison.Ordinal)), _secrets.Except(keys));
    }

    /// <summary>Every row of the store, as one checksum and a count per table.</summary>
    public async Task<IReadOnlyDictionary<string, (long Rows, string Sum)>> LookAsync()
    {
        var sums = new Dictionary<string, (long, string)>(StringComparer.Ordinal);
        foreach (var (table, condition) in await TablesAsync())
        {
            await using var command = _desk.Get<NpgsqlDataSource>().CreateCommand($"select count(*), coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from \"{table}\" t where {condition}");
            command.Parameters.AddWithValue("store", StoreId);
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            sums[table] = (row.GetInt64(0), row.GetString(1));
        }
        return sums;
    }

    private async Task FillAsync()
    {
        (await _desk.Get<ChangeClockPolicy>().ExecuteAsync(new(1, Policy(), false), _desk.Owner)).Refusal.ShouldBeNull();
        CaseNumber = await _desk.BuyerSaysAsync(Nick, $"{Mark}的话：发错货了", OrderNo);
        (await _desk.Get<AssignCase>().ExecuteAsync(new(CaseNumber, PersonId, null), _desk.Supervisor)).Refusal.ShouldBeNull();
        // What comes after it waits to be counted.
        while (await _desk.Get<CatchUpReports>().TakeInAsync(StoreId, CancellationToken.None)) { }
        while (await _desk.Get<CatchUpTexts>().TakeInAsync(StoreId, CancellationToken.None) != CatchUpTexts.Part.Nothing) { }
        (await _desk.Get<RememberFind>().ExecuteAsync(new($"{Mark}找过", null), _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<RememberFind>().ExecuteAsync(new(null, CaseNumber), _desk.Owner)).Refusal.ShouldBeNull();
        await PayAsync();
        var orders = Importer.Orders(0, 2).Replace("买家000", Nick, StringComparison.Ordinal).Replace("买家001", $"{Nick}二", StringComparison.Ordinal).Replace("发票抬头", $"{Mark}列", StringComparison.Ordinal);
        DoneImportId = (await _desk.ImportAsync($"{orders}7.001E+18,{Nick},1,交易成功,,,2026-03-01 10:01:02,,,\n", $"{Mark}.csv")).Id;
        await _desk.ImportAsync(Samples.Open(Samples.ItemListCsv), $"{Mark}宝贝.csv");
        await _desk.ImportAsync(RefundFileRow.File(new RefundFileRow("9001", OrderNo, "退款成功") { Buyer = Nick, Words = $"{Mark}退款" }), $"{Mark}退款.csv");
        ImportId = (await _desk.Get<UploadImport>().ExecuteAsync($"{Mark}二.csv", Samples.Text(orders), _desk.Supervisor)).Value;
        ApiKeyId = (await _desk.Get<CreateApiKey>().ExecuteAsync(new($"{Mark}密钥", [ApiScope.CasesRead]), _desk.Owner)).Value!.KeyId;
        InviteId = (await _desk.Get<InvitePerson>().ExecuteAsync(new($"{Mark}新人", [Role.AfterSales]), _desk.Owner)).Value!.InviteId;
        (await _desk.Get<PutOnWait>().ExecuteAsync(new(CaseNumber, Domain.Cases.Waiting.Buyer, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<PutOnWait>().ExecuteAsync(new(CaseNumber, null, null), _desk.Agent)).Refusal.ShouldBeNull();
        var facts = new Dictionary<string, Said>(StringComparer.Ordinal) { ["weigh slip"] = Said.Of("missing"), ["photo"] = Said.Of("contradicts") };
        (await _desk.Get<SayFacts>().ExecuteAsync(new(CaseNumber, facts), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<RecordPhoneAgreement>().ExecuteAsync(new(CaseNumber, $"{Mark}电话里说好的", null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(CaseNumber, "order memo", Note: $"{Mark}备注", IsDone: true), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<RequestEvidence>().ExecuteAsync(new(CaseNumber, ["order sheet"]), _desk.Agent)).Refusal.ShouldBeNull();
        ParcelId = (await _desk.Get<TakeInParcel>().ExecuteAsync(new(Waybill, $"{Mark}快递", $"{Mark}寄件人", $"{Mark}里面"), _desk.Warehouse)).Value!.Id;
        // One that was published, and one that waits for it.
        await ProposeAsync(1);
        (await _desk.Get<PublishPlaybook>().ExecuteAsync(new("WrongItem", Draft), _desk.Owner)).Refusal.ShouldBeNull();
        await ProposeAsync(2);
        (await _desk.Get<SaveKeyword>().ExecuteAsync(new($"{Mark}词", Domain.Cases.CaseSubtype.Missing, 1), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<SaveTag>().ExecuteAsync(new(null, Tag, null, null), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<TagCase>().ExecuteAsync(new(CaseNumber, [Tag], null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<SavePhrase>().ExecuteAsync(new("settled", "en", $"{Mark}的话术"), _desk.Supervisor)).Refusal.ShouldBeNull();
        OwnPhrase = (await _desk.Get<SaveOwnPhrase>().ExecuteAsync(new(null, $"{Mark}自有", new Dictionary<string, string> { ["zh-CN"] = $"{Mark}的话" }), _desk.Supervisor)).Value!;
        _desk.Time.Move(TimeSpan.FromMinutes(6));
        await _desk.Get<FireTimers>().FireDueAsync(CancellationToken.None);

        await using var db = _desk.Db();
        var subject = await db.Cases.SingleAsync(c => c.Number == CaseNumber);
        CustomerId = subject.CustomerId;
        (await _desk.Get<WriteStaffNote>().ExecuteAsync(new(CustomerId, null, $"{Mark}备注"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<FlagCustomer>().ExecuteAsync(new(CustomerId, FlagColour.Red, $"{Mark}旗", (await db.Customers.SingleAsync(c => c.Id == CustomerId)).Version), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<RevealPhone>().ExecuteAsync(OrderNo, _desk.Agent)).Refusal.ShouldBeNull();
        var visit = _desk.Get<CaseViewers>().Open(_desk.Agent, subject.Id, () => { });
        await _desk.Get<ViewerRows>().WriteAsync([visit], [], CancellationToken.None);
        UploadId = (await _desk.Get<BeginUpload>().ExecuteAsync(new($"{Mark}.mp4", 100), _desk.Agent)).Value!.Id;
        EvidenceId = Ids.New(_desk.Time.Now);
        db.Evidence.Add(new EvidenceItem(EvidenceId, StoreId, subject.Id, null, $"{Mark}.gif", _desk.Time.Now, null).WithFile(new('a', 64), "image/gif", 1, 1, 1, false, print: 1));
        await _desk.Get<EvidenceAccesses>().RecordAsync([EvidenceId], EvidenceAccessKind.Viewed, _desk.Agent, CancellationToken.None);
        db.RemovalRequests.Add(new RemovalRequest(Ids.New(_desk.Time.Now), StoreId, subject.Id, EvidenceId, $"{Mark}误传", _desk.Agent, _desk.Time.Now));
        db.LegalHolds.Add(new LegalHold(Ids.New(_desk.Time.Now), StoreId, subject.Id, $"{Mark}保全", _desk.Supervisor, _desk.Time.Now));
        db.RetentionPolicies.Add(new(new() { Version = 2, Otherwise = new(24) }, _desk.Supervisor, $"{Mark}店长", _desk.Time.Now));
        db.RetentionProposals.Add(new(ProposalId = Ids.New(_desk.Time.Now), new() { Version = 3, Otherwise = new(12) }, 2, _desk.Owner, _desk.Time.Now));
        db.RetentionRuns.Add(new(Ids.New(_desk.Time.Now), StoreId, 2, _desk.Time.Now));
        PackId = (await _desk.Get<RequestPack>().ExecuteAsync(CaseNumber, _desk.Agent)).Value;
        await db.EvidencePacks.Where(p => p.Id == PackId).ExecuteUpdateAsync(p => p.SetProperty(x => x.State, PackState.Ready).SetProperty(x => x.EndedAt, _desk.Time.Now).SetProperty(x => x.ManifestSha256, new string('c', 64)).SetProperty(x => x.RequestedBy, $"{Mark}客服"));
        db.PackFiles.Add(new PackFile(StoreId, PackId, 0, $"{Mark}.html", 1, new('b', 64), 1, _desk.Time.Now.DateTime).Holding([1]));
        ErasureId = (await _desk.Get<AskErasure>().ExecuteAsync(new(CustomerId, ErasureWay.Chat, $"{Mark}要求"), _desk.Agent)).Value;
        await db.Database.ExecuteSqlAsync($"insert into erased_keys (store_id, hash, erasure_id, at) values ({StoreId}, {new string('d', 64)}, {ErasureId}, {_desk.Time.Now})");
        db.PersonalCopies.Add(new PersonalCopy(StoreId, CustomerId, _desk.Agent, _desk.Time.Now));
        Spend(db, subject);
        FeedBack(db, subject);
        await db.SaveChangesAsync();
        await _desk.Get<ViewerRows>().WriteAsync([_desk.Get<CaseViewers>().Open(_desk.Agent, subject.Id, () => { })], [], CancellationToken.None);
        await ResolveAnotherAsync();
        // Nearly the same picture as the first.
        var other = await db.Cases.Where(c => c.OrderNo == OtherOrderNo).Select(c => c.Id).SingleAsync();
        db.Evidence.Add(new EvidenceItem(Ids.New(_desk.Time.Now), StoreId, other, null, $"{Mark}2.gif", _desk.Time.Now, PersonId).WithFile(new('b', 64), "image/gif", 1, 1, 1, false, print: 3));
        await db.SaveChangesAsync();
        await ReviewAsync();
        await PlanAsync();
        (await _desk.Get<ChooseDigests>().ExecuteAsync(new(Daily: true, Weekly: false, 8), _desk.Owner)).Refusal.ShouldBeNull();
        await SampleAsync(subject);
        MessageId = await db.Messages.Where(m => m.CaseId == subject.Id).Select(m => m.Id).FirstAsync();
        NotificationId = await db.Notifications.Where(n => n.PersonId == PersonId).Select(n => n.Id).FirstAsync();
        Approvals = await WalledApprovals.FillAsync(_desk, CaseNumber, Mark);
    }

    /// <summary>One remedy that is done and one that is asked for, with what is booked of the first.</summary>
    private void Spend(StoreDb db, Domain.Cases.Case subject)
    {
        var (now, coupon) = (_desk.Time.Now, new PlannedAction(ActionCatalogue.Find("coupon")!, null, [], WaitsForReturn: false));
        var (paid, asked) = (Agreed(), Agreed().Ask());
        var payout = Payout.Request(Ids.New(now), StoreId, subject.Id, paid.Id, subject.CustomerId, OrderNo, "coupon", PayoutMethod.Coupon, $"{Mark}收款人", 10, Shares.Of([new(Party.Courier, 100, Courier)]).Value!, PersonId, now);
        var booked = payout.Approve(null, 10, now).By(PersonId, $"{Mark}客服");
        var what = new ApprovalSubject(StoreId, subject.Id, OrderNo, "coupon", 20, PayoutMethod.Coupon, null, [], []);
        var request = ApprovalRequest.Ask(Ids.New(now), asked.Id, what, "supervisor", ["over the guide"], new SignaturePlan(SignatureMode.AllOf, [Role.Supervisor, Role.Owner]), $"{Mark}申请", PersonId, $"{Mark}客服", now);
        request.Approve(new Signer(_desk.Supervisor.Id!.Value, $"{Mark}主管", _desk.Supervisor.Roles), 20, null, now).Refusal.ShouldBeNull();
        var shipped = CaseAction.Agree(Ids.New(now), StoreId, subject.Id, 1, new PlannedAction(ActionCatalogue.Find("reship")!, null, [], WaitsForReturn: false), PersonId, now);
        db.CaseActions.AddRange(paid, asked, shipped);
        db.ActionSteps.Add(paid.Void("x", [], now).Value!.By(PersonId, $"{Mark}客服"));
        db.Payouts.Add(payout);
        db.Postings.Add(booked);
        db.Approvals.Add(request);
        db.PayoutBatches.Add(PayoutBatch.Of(
            BatchId = Ids.New(now), StoreId, "taobao", PayoutMethod.Coupon, $"{Mark}批次", [new(1, payout.Id, payout.AttemptKey, CaseNumber, OrderNo, Nick, payout.Payee, 10, "coupon")], PersonId, $"{Mark}客服", now));
        db.Delegations.Add(Delegation.Of(StoreId, _desk.Supervisor.Id!.Value, _desk.Owner.Id!.Value, now, now.AddDays(1), $"{Mark}请假", now).Value!);
        db.SpendingPolicies.Add(new(StoreId, 1, SpendingPolicy.Default, now, PersonId, $"{Mark}店长"));
        (ActionId, ApprovalId, SubjectHash, ShipmentId, PayoutId) = (asked.Id, request.Id, request.SubjectHash, shipped.Id, payout.Id);

        CaseAction Agreed() => CaseAction.Agree(Ids.New(now), StoreId, subject.Id, 1, coupon, PersonId, now).Costing(10, null, [], $"{Mark}说明", null, isOwnAuthority: false);
    }

    // Goods that are asked about at production.
    private void FeedBack(StoreDb db, Domain.Cases.Case subject)
    {
        var item = FeedbackItem.Open(FeedbackId = Ids.New(_desk.Time.Now), StoreId, $"{Mark}款", $"{Mark}批", Domain.Cases.CaseSubtype.Defect, FeedbackCause.Customers, _desk.Time.Now);
        db.FeedbackItems.Add(item);
        db.FeedbackCases.Add(new(StoreId, item.Id, subject.Id, _desk.Time.Now));
        db.FeedbackSteps.Add(new FeedbackStep(StoreId, item.Id, FeedbackStepKind.Opened, $"{Mark}的话", _desk.Time.Now).By(PersonId, $"{Mark}客服"));
        db.FeedbackPolicies.Add(new(StoreId, 2, FeedbackPolicy.Default with { Version = 2, Customers = 4 }, _desk.Time.Now, PersonId, $"{Mark}店长"));
        db.SameBatches.Add(new(StoreId, subject.Id, 3, item.Id));
        var digest = new DigestContent(new(1, 0, 0, 0, 0, 0, 0, 0), new(0, 0, 0, 0, 0, 0, 0, 0), 0, null, null, [new($"{Mark}款|{Mark}批", item.Id)], 1);
        db.Digests.Add(new(DigestId = Ids.New(_desk.Time.Now), StoreId, new(DigestKind.Daily, new(new(2026, 11, 21), new(2026, 11, 21))), digest, _desk.Time.Now));
        db.Opinions.Add(Opinion.Tag(OpinionId = Ids.New(_desk.Time.Now), StoreId, subject.Id, null, OpinionWord.TooLarge, $"{Mark}款", $"{Mark}太大", PersonId, $"{Mark}客服", _desk.Time.Now).Value!);
    }

    // A month that is closed, and one in which a line is disputed.
    private async Task PayAsync()
    {
        var (closed, open) = (new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1));
        (await _desk.Get<ChangePayPolicy>().ExecuteAsync(new(1, closed, PayPolicy.Default with { Grades = [new($"{Mark}级", 1_000)] }), _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<SetPayGrade>().ExecuteAsync(new(PersonId, closed, $"{Mark}级"), _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<CloseMonth>().ExecuteAsync(new(closed, 1_000, null), _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<EnterPay>().ExecuteAsync(new(open, [new(PersonId, PayEntryKind.Extra, $"{Mark}补贴", 5)]), _desk.Owner)).Refusal.ShouldBeNull();
        DisputeId = (await _desk.Get<DisputeLine>().ExecuteAsync(new(open, "Base", $"{Mark}申诉"), _desk.Agent)).Value;
    }

    // Work that was looked at once and is to be looked at again, and weeks that were drawn.
    private async Task SampleAsync(Domain.Cases.Case subject)
    {
        await using (var db = _desk.Db())
        {
            var week = Weeks.Of(DateOnly.FromDateTime(_desk.Time.Now.UtcDateTime));
            db.QualityDraws.Add(new(StoreId, week, new('a', QualityDraw.SeedLength), 1, 1, 1, _desk.Time.Now));
            db.QualityCandidates.Add(new(StoreId, week, SampleReason.Random, new(subject.Id, PersonId, week)));
            await db.SaveChangesAsync();
        }
        var card = DefaultScoreCard.In("zh-CN");
        (await _desk.Get<ChangeSamplingPlan>().ExecuteAsync(new(1, SamplingPlan.Default with { RandomEach = 5 }), _desk.Supervisor)).Refusal.ShouldBeNull();
        SampleId = (await _desk.Get<PickSample>().ExecuteAsync(new(subject.Number, PersonId, $"{Mark}抽查"), _desk.Supervisor)).Value;
        CriterionScore[] scores = [.. card.Criteria.Select(one => new CriterionScore(one.Key, one.MustNotFail ? null : one.Points))];
        (await _desk.Get<AssessSample>().ExecuteAsync(new(SampleId, card.Version, new(scores, new Dictionary<string, string> { ["greeting"] = $"{Mark}语气" }, $"{Mark}总评")), _desk.Supervisor)).Refusal.ShouldBeNull();
        (await _desk.Get<ChangeScoreCard>().ExecuteAsync(new(card.Version, card with { Criteria = [new("greeting", $"{Mark}语气", 10)] }), _desk.Supervisor)).Refusal.ShouldBeNull();
    }

    // Somebody at a desk who is planned to work, and would like to be on leave.
    private async Task PlanAsync()
    {
        var today = DateOnly.FromDateTime(_desk.Time.Now.UtcDateTime);
        TemplateId = (await _desk.Get<SaveShiftTemplate>().ExecuteAsync(new(null, new(new(9, 0), new(18, 0), $"{Mark}班")), _desk.Supervisor)).Value;
        (await _desk.Get<PlanShifts>().ExecuteAsync(new([new(PersonId, today, [new(new(20, 0), new(23, 0), $"{Mark}班")])]), _desk.Supervisor)).Refusal.ShouldBeNull();
        LeaveId = (await _desk.Get<AskLeave>().ExecuteAsync(new(PersonId, LeaveKind.Sick, new(today.AddDays(1), today.AddDays(1)), $"{Mark}看病"), _desk.Agent)).Value;
        using var seat = _desk.Get<PeopleHere>().Sit(_desk.Agent);
        await _desk.Get<PeopleHere>().BeatAsync(CancellationToken.None);
    }

    // A review that a line of its case was marked for, by a buyer who was flagged.
    private async Task ReviewAsync()
    {
        var number = await _desk.BuyerSaysAsync($"{Nick}三", $"{Mark}的话：差评");
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(number, Domain.Cases.CaseType.Review, Domain.Cases.CaseSubtype.Negative, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<RecordReview>().ExecuteAsync(new(number, new ReviewDetails { Text = $"{Mark}评价" }), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ReplyToReview>().ExecuteAsync(new(number, ReviewVoice.Store, $"{Mark}解释"), _desk.Agent)).Refusal.ShouldBeNull();
        OfferId = (await _desk.Get<MakeOffer>().ExecuteAsync(new(number, "apology", null), _desk.Agent)).Value!.OfferId;
        (await _desk.Get<ChangeReviewPolicy>().ExecuteAsync(new(1, ReviewPolicy.Default with { MoneyWords = [$"{Mark}红包"] }), _desk.Supervisor)).Refusal.ShouldBeNull();
        await using var db = _desk.Db();
        var subject = await db.Cases.SingleAsync(c => c.Number == number);
        (await _desk.Get<MarkLine>().ExecuteAsync(new(number, await db.Messages.Where(m => m.CaseId == subject.Id).Select(m => m.Id).FirstAsync(), true), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<FlagExtortion>().ExecuteAsync(new(subject.CustomerId, true, $"{Mark}敲诈", number, (await db.Customers.SingleAsync(c => c.Id == subject.CustomerId)).Version), _desk.Agent)).Refusal.ShouldBeNull();
    }

    // One whose buyer was asked in vain.
    private async Task ResolveAnotherAsync()
    {
        var number = await _desk.BuyerSaysAsync($"{Nick}二", $"{Mark}的话：少了一件", OtherOrderNo);
        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(number, $"{Mark}补发"), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<ResolveCase>().ExecuteAsync(new(number, null), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<RecordFollowUp>().ExecuteAsync(new(number, Domain.Cases.FollowUpOutcome.NotReached, null, $"{Mark}没人接", null), _desk.Agent)).Refusal.ShouldBeNull();
    }

    private async Task ProposeAsync(int basedOn)
    {
        var document = DefaultPlaybooks.Document("WrongItem").Replace("店铺", $"{Mark}店铺", StringComparison.Ordinal);
        var saved = await _desk.Get<SavePlaybookDraft>().ExecuteAsync(new("WrongItem", document, null, basedOn), _desk.Supervisor);
        Draft = (await _desk.Get<ProposePlaybook>().ExecuteAsync(new("WrongItem", saved.Value, $"{Mark}的改动"), _desk.Supervisor)).Value;
        Draft.Revision.ShouldBeGreaterThan(0);
    }

    private static IReadOnlyList<string> Found(string text, IEnumerable<string> secrets) => [.. secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal))];

    // Pausing, so that there are pauses; with a calendar that bears the mark.
    private static ClockPolicy Policy() => ClockPolicy.Default with
    {
        Rules = Enum.GetValues<ClockKind>().ToDictionary(kind => kind, kind => ClockPolicy.Default.RuleFor(kind) with { PauseWhileWaitingBuyer = kind == ClockKind.Resolution }),
        Calendars = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal)
        {
            [$"{Mark}日历"] = new() { TimeZoneId = "Asia/Shanghai", Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>> { [DayOfWeek.Monday] = [new(new(9, 0), new(18, 0))] } },
        },
    };

    private sealed class ByItsText<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value!.ToString());
    }

    // Every id of the store's rows, its people's names, and whatever bears the mark.
    private async Task<HashSet<string>> SecretsAsync()
    {
        var secrets = new HashSet<string>(StringComparer.Ordinal) { Mark, CaseNumber, OrderNo, "测试旗舰店", "客服甲", "客服乙", "13800000000" };
        foreach (var (table, condition) in await TablesAsync())
        {
            await using var command = _desk.Get<NpgsqlDataSource>().CreateCommand($"select to_jsonb(t) ->> 'id' from \"{table}\" t where {condition}");
            command.Parameters.AddWithValue("store", StoreId);
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                if (!await rows.IsDBNullAsync(0) && Guid.TryParse(rows.GetString(0), out var id)) secrets.Add(id.ToString());
        }
        return secrets;
    }

    private async Task<IReadOnlyList<(string Table, string Condition)>> TablesAsync()
    {
        var tables = new List<(string, string)>();
        await using var command = _desk.Get<NpgsqlDataSource>().CreateCommand("""
            select t.table_name, exists (select from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'store_id')
            from information_schema.tables t where t.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1
            """);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var table = rows.GetString(0);
            if (NoStores.Contains(table)) continue;
            tables.Add((table, rows.GetBoolean(1) ? "t.store_id = @store" : Otherwise.GetValueOrDefault(table) ?? throw new InvalidOperationException($"Whose are the rows of {table}? Tell {nameof(WalledStore)}.")));
        }
        return tables;
    }
}
