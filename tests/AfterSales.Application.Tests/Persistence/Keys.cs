using System.Reflection;
using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers;
using AfterSales.Application.Evidence;
using AfterSales.Application.Feedback;
using AfterSales.Application.Ledger;
using AfterSales.Application.Orders;
using AfterSales.Application.Parcels;
using AfterSales.Application.People;
using AfterSales.Application.People.Pay;
using AfterSales.Application.People.Quality;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Application.Insights;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Said = AfterSales.Domain.Playbooks.Values.Value;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>
/// Everything a stranger may have got hold of: the numbers and ids of the walled store. Values that are no keys are sound, so
/// that no call ends before it comes to the wall. A parameter it has no value for fails the walk: teach it here.
/// <paramref name="spoil"/> does something to every text on its way in.
/// </summary>
internal sealed class Keys(WalledStore wall, Func<string, string>? spoil = null)
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly Dictionary<string, object> _byName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Number"] = wall.CaseNumber,
        ["CaseNumber"] = wall.CaseNumber,
        ["OrderNo"] = wall.OrderNo,
        ["StoreId"] = wall.StoreId,
        ["CustomerId"] = wall.CustomerId,
        ["PersonId"] = wall.PersonId,
        ["KeyId"] = wall.ApiKeyId,
        ["InviteId"] = wall.InviteId,
        ["ActionId"] = wall.ActionId,
        ["ParcelId"] = wall.ParcelId,
        ["Waybill"] = WalledStore.Waybill,
        ["Only"] = wall.NotificationId,
        ["MessageId"] = wall.MessageId,
        ["Words"] = "墙外的话",
        ["PackId"] = wall.PackId,
        ["EvidenceId"] = wall.EvidenceId,
        ["ProposalId"] = wall.ProposalId,
        ["Confirm"] = true,
        ["Remove"] = true,
        ["ErasureId"] = wall.ErasureId,
        ["Erase"] = true,
        ["Version"] = 2,
        ["SeenVersion"] = 1,
        ["BasedOn"] = 1,
        ["Customer"] = WalledStore.Nick,
        ["Channel"] = "phone",
        ["Text"] = "墙外的话",
        ["Secret"] = "as_guessed",
        ["Token"] = "guessed",
        ["Name"] = "墙外",
        ["DisplayName"] = "墙外",
        ["UserName"] = "outside",
        ["StoreName"] = "墙外小店",
        ["FileName"] = "orders.csv",
        ["Language"] = "en",
        ["TimeZoneId"] = "Asia/Shanghai",
        ["Current"] = StrangerWalkTests.Password,
        ["Password"] = "another horse battery",
        ["Address"] = "192.0.2.1",
        ["Limit"] = 100,
        ["Count"] = 100,
        ["Document"] = DefaultPlaybooks.Document("WrongItem").Replace("<outputEntry><text>\"preferred\"", "<outputEntry><text>\"allowed\"", StringComparison.Ordinal),
        ["Note"] = "墙外的话",
        ["Word"] = "少发",
        ["Weight"] = 50,
        ["Tag"] = "老客户",
        ["Place"] = 1,
        ["Phrase"] = "settled",
        ["Tongue"] = "en",
        ["Saying"] = "墙外的话",
        ["OwnPhrase"] = wall.OwnPhrase,
        ["Because"] = "墙外的话",
        ["Remedy"] = "coupon",
        ["Key"] = "guessed",
        ["Reason"] = "墙外的话",
        ["PayoutId"] = wall.PayoutId,
        ["BatchId"] = wall.BatchId,
        ["ReceiptNo"] = "R-1",
        ["AttemptKey"] = Payout.KeyOfAttempt(wall.PayoutId, 1),
        ["Receipts"] = "R-1",
        ["Platform"] = "taobao",
        ["Most"] = 100,
        ["After"] = 0L,
        ["ApplyToRunning"] = true,
        ["IsRetired"] = true,
        ["RequestId"] = wall.Approvals.RequestId,
        ["DelegationId"] = wall.Approvals.DelegationId,
        ["SubjectHash"] = wall.Approvals.SubjectHash,
        ["ToId"] = wall.PersonId,
        ["Answer"] = "墙外的话",
        ["IsSet"] = true,
        ["IsMarked"] = true,
        ["unclassified"] = false,
        ["sha256"] = new string('a', 64),
        ["print"] = 1L,
        ["OfferId"] = wall.OfferId,
        ["ItemId"] = wall.FeedbackId,
        ["OpinionId"] = wall.OpinionId,
        ["UploadId"] = wall.UploadId,
        ["Sha256"] = new string('a', 64),
        ["Size"] = 100L,
        ["Offset"] = 0L,
        ["Gigabytes"] = 10,
        ["Measure"] = Measures.Opened,
        ["OnlyLate"] = false,
        ["Grade"] = "P1",
        ["Line"] = "Base",
        ["DisputeId"] = wall.DisputeId,
        ["SampleId"] = wall.SampleId,
        ["Total"] = 0m,
        ["LeaveId"] = wall.LeaveId,
        ["dayCount"] = 7,
        ["TemplateId"] = wall.TemplateId,
        ["DigestId"] = wall.DigestId,
        ["Daily"] = true,
        ["Weekly"] = true,
        ["Hour"] = 7,
    };

    private readonly Dictionary<Type, object> _byType = new()
    {
        [typeof(CancellationToken)] = CancellationToken.None,
        [typeof(DateTimeOffset)] = wall.Later,
        [typeof(DraftSeen)] = wall.Draft,
        [typeof(ReportRange)] = new ReportRange(new(2026, 1, 1), new(2027, 12, 31)),
        [typeof(IReadOnlyCollection<string>)] = new[] { Measures.Opened },
        [typeof(IReadOnlyCollection<Wanted>)] = Dashboard.Wanted,
        [typeof(Cut)] = Cut.All,
        [typeof(DigestKind)] = DigestKind.Daily,
        [typeof(PayPolicy)] = PayPolicy.Default with { OffWithoutLeave = 100 },
        [typeof(IReadOnlyList<PayAmount>)] = new[] { new PayAmount(wall.PersonId, PayEntryKind.Extra, Spoilt("墙外", spoil), 5) },
        [typeof(RollUpSpan)] = RollUpSpan.Month,
        [typeof(Verdict)] = Verdict.Rejected,
        [typeof(SpendingPolicy)] = SpendingPolicy.Default with { StoreADay = 1_000 },
        [typeof(ApprovalCursor)] = new ApprovalCursor(wall.Later.AddYears(-1), Guid.Empty),
        [typeof(IReadOnlyList<SeenRequest>)] = new[] { new SeenRequest(wall.Approvals.RequestId, wall.Approvals.SubjectHash) },
        [typeof(CaseState)] = CaseState.Analysing,
        [typeof(CaseType)] = CaseType.WrongItem,
        [typeof(CaseSubtype)] = CaseSubtype.Missing,
        [typeof(Priority)] = Priority.Urgent,
        [typeof(FollowUpOutcome)] = FollowUpOutcome.Settled,
        [typeof(FlagColour)] = FlagColour.Red,
        [typeof(ErasureWay)] = ErasureWay.Chat,
        [typeof(ActionState)] = ActionState.Done,
        [typeof(ActionDetails)] = new ActionDetails { Reference = Spoilt("墙外", spoil), Note = Spoilt("墙外的话", spoil) },
        [typeof(Inspection)] = new Inspection(InspectionVerdict.Refund, HasDefect: false, Good: 1, Defective: 0),
        [typeof(WeighTolerance)] = new WeighTolerance(0.03m, 30),
        [typeof(WarehouseList)] = WarehouseList.Checks,
        [typeof(DateOnly)] = DateOnly.FromDateTime(wall.Later.UtcDateTime),
        [typeof(IReadOnlyList<Guid>)] = new[] { wall.PayoutId },
        [typeof(IReadOnlyList<Share>)] = new[] { new Share(Party.Supplier, 100, Spoilt("墙外厂", spoil)) },
        [typeof(ClaimParty)] = new ClaimParty(Party.Courier, wall.Courier),
        [typeof(PaymentGroup)] = PaymentGroup.ToPay,
        [typeof(ReviewDetails)] = new ReviewDetails { Rating = ReviewRating.Neutral, Text = Spoilt("墙外的话", spoil) },
        [typeof(ReviewVoice)] = ReviewVoice.Buyer,
        [typeof(ReviewFilter)] = ReviewFilter.All,
        [typeof(FeedbackFilter)] = FeedbackFilter.All,
        [typeof(OpinionWord)] = OpinionWord.TooSmall,
        [typeof(FeedbackAction)] = FeedbackAction.Reworked,
        [typeof(FeedbackPolicy)] = FeedbackPolicy.Default with { Customers = 9 },
        [typeof(OfferAnswer)] = OfferAnswer.Refused,
        [typeof(ReviewOutcome)] = ReviewOutcome.Kept,
        [typeof(ReviewPolicy)] = ReviewPolicy.Default with { LeastCases = 9, MoneyWords = [Spoilt("墙外", spoil)] },
        [typeof(SampleReason)] = SampleReason.Random,
        [typeof(QualityFilter)] = new QualityFilter(QualityView.Scored),
        [typeof(ScoreCard)] = new ScoreCard { Criteria = [new("greeting", Spoilt("墙外", spoil), 10)] },
        [typeof(SamplingPlan)] = SamplingPlan.Default with { RandomEach = 9 },
        [typeof(AssessSampleInput)] = new AssessSampleInput(wall.SampleId, DefaultScoreCard.Version, new([.. DefaultScoreCard.In("zh-CN").Criteria.Select(one => new CriterionScore(one.Key, one.MustNotFail ? null : one.Points))],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["greeting"] = Spoilt("墙外的话", spoil) }, Spoilt("墙外的话", spoil), Spoilt("墙外的话", spoil))),
        [typeof(Presence)] = Presence.Busy,
        [typeof(IReadOnlyList<PlannedDay>)] = new[] { new PlannedDay(wall.PersonId, DateOnly.FromDateTime(wall.Later.UtcDateTime).AddDays(2), [new(new(9, 0), new(18, 0), Spoilt("墙外班", spoil))]) },
        [typeof(ShiftHours)] = new ShiftHours(new(9, 0), new(18, 0), Spoilt("墙外班", spoil)),
        [typeof(LeaveKind)] = LeaveKind.Annual,
        [typeof(LeaveState)] = LeaveState.Asked,
        [typeof(LeaveAnswer)] = LeaveAnswer.Decline,
        [typeof(LeaveTime)] = new LeaveTime(DateOnly.FromDateTime(wall.Later.UtcDateTime).AddDays(20), DateOnly.FromDateTime(wall.Later.UtcDateTime).AddDays(21)),
        [typeof(RetentionPolicy)] = new RetentionPolicy { Otherwise = new(12) },
        [typeof(ClockPolicy)] = ClockPolicy.Default with { MaxPromise = TimeSpan.FromHours(24) },
        [typeof(CaseListFilter)] = new CaseListFilter(),
        [typeof(ArchiveFilter)] = spoil is null ? new ArchiveFilter() : new ArchiveFilter { Customer = Spoilt("墙外", spoil), OrderNo = Spoilt("1", spoil), Style = Spoilt("A", spoil), Batch = Spoilt("B", spoil), Label = Spoilt("weigh slip", spoil) },
        [typeof(OrderSearch)] = spoil is null ? new OrderSearch() : new OrderSearch(Spoilt("墙外", spoil)),
        [typeof(WriteStaffNoteInput)] = new WriteStaffNoteInput(wall.CustomerId, null, Spoilt("墙外的话", spoil)),
        [typeof(IReadOnlyDictionary<string, Said>)] = new Dictionary<string, Said>(StringComparer.Ordinal) { ["photo"] = Said.Of("confirms") },
        [typeof(IReadOnlyDictionary<string, string>)] = new Dictionary<string, string>(StringComparer.Ordinal) { ["zh-CN"] = Spoilt("墙外的话", spoil) },
        [typeof(DescribeEvidenceInput)] = new DescribeEvidenceInput(wall.CaseNumber, [wall.EvidenceId], EvidenceTrait.Label, "weigh slip"),
        [typeof(JudgeEvidenceInput)] = new JudgeEvidenceInput(wall.CaseNumber, [wall.EvidenceId], EvidenceVerdict.Rejected, Spoilt("墙外的话", spoil)),
        [typeof(AddEvidenceInput)] = new AddEvidenceInput(wall.CaseNumber, [new("墙外.gif", new(new('a', 64), "image/gif", 1, 1, 1, false))]),
        [typeof(RequestEvidenceInput)] = new RequestEvidenceInput(wall.CaseNumber, ["weigh slip"]),
        [typeof(TakeOnActionInput)] = new TakeOnActionInput(wall.CaseNumber, "order memo"),
        [typeof(ChooseItemsInput)] = new ChooseItemsInput(wall.CaseNumber, [], null),
        [typeof(IReadOnlyList<Role>)] = new[] { Role.AfterSales },
        [typeof(IReadOnlyList<string>)] = new[] { Spoilt(ApiScope.CasesRead, spoil) },
        [typeof(IReadOnlyList<IncomingMessage>)] = new[] { new IncomingMessage("inside-1", "qianniu", WalledStore.Nick, wall.OrderNo, MessageKind.Buyer, null, Spoilt("墙外的话", spoil), null, []) },
        [typeof(ImportChatInput)] = new ImportChatInput(Spoilt($"{WalledStore.Nick} 2026-3-1 9:05:11\n墙外的话", spoil), WalledStore.Nick, wall.OrderNo, null),
        [typeof(NotificationLine)] = new NotificationLine(Guid.Empty, "clock.breached", wall.CaseNumber, new Dictionary<string, string?>(StringComparer.Ordinal), wall.Later, true),
        [typeof(StoreOfPerson)] = new StoreOfPerson(wall.StoreId, "", "Asia/Shanghai", [Role.Owner]),
    };

    public object? For(ParameterInfo parameter, Door door, Actor actor, bool takesActor) => parameter switch
    {
        { ParameterType: var t } when t == typeof(Actor) => actor,
        { ParameterType: var t } when t == typeof(ReportStores) => new ReportStores([actor]),
        // Where no actor is asked for, the person is who acts: the id comes out of a session, not from what somebody sent.
        { Name: "personId" } when !takesActor => actor.Id,
        { Name: "id" } => IdOf(door),
        { Name: "actionId" } when door.Method.DeclaringType == typeof(WarehouseQueries) => wall.ShipmentId,
        { Name: "name" } when IsPlaybooks(door) => "WrongItem",
        { Name: "text" } when door.Method.DeclaringType == typeof(LeakQueries) => wall.OtherOrderNo,
        { Name: "text" } when door.Method.DeclaringType == typeof(TextQueries) || door.Method.DeclaringType == typeof(SuggestedQueries) => Spoilt(WalledStore.Mark, spoil),
        { Name: "text" } when door.IsRead => Spoilt(wall.CaseNumber, spoil),
        { ParameterType: var t } when t == typeof(Stream) => wall.AnotherFile(),
        _ => Value(parameter.ParameterType, parameter, parameter.Name!, door),
    };

    private static bool IsPlaybooks(Door door) => door.Method.DeclaringType!.Namespace!.EndsWith("Playbooks", StringComparison.Ordinal);

    private Guid IdOf(Door door) => door.Method.DeclaringType!.Namespace!.Split('.')[^1] switch
    {
        "Customers" => wall.CustomerId,
        "Importing" => door.Method.Name.StartsWith("Refusals", StringComparison.Ordinal) ? wall.DoneImportId : wall.ImportId,
        "Evidence" => door.Method.DeclaringType == typeof(UploadQueries) ? wall.UploadId : wall.EvidenceId,
        "Ledger" => door.Method.DeclaringType == typeof(BatchQueries) ? wall.BatchId : wall.PayoutId,
        "Approvals" => wall.Approvals.RequestId,
        _ => throw NotTaught(door, "id"),
    };

    private object? Value(Type type, ParameterInfo parameter, string name, Door door)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (_byType.TryGetValue(type, out var value)) return value;
        if (type == typeof(Stream)) return wall.AnotherFile();
        if (name == "Name" && IsPlaybooks(door)) return "WrongItem";
        // A version that may be left out is: whoever has not looked is refused for nothing but the wall.
        if (_byName.TryGetValue(name, out value) && value.GetType() == (value is int ? type : plain)) return value is string text ? Spoilt(text, spoil) : value;
        // What may be left out is written too, where it is there to be spoilt.
        if (spoil is not null && type == typeof(string)) return spoil("墙外");
        if (IsOptional(parameter)) return parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (_byType.TryGetValue(plain, out value)) return value;
        if (IsRecord(plain)) return Make(plain, door);
        throw NotTaught(door, $"{type.Name} {name}");
    }

    private object Make(Type record, Door door)
    {
        var constructor = record.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, p, p.Name!, door))]);
    }

    private static string Spoilt(string text, Func<string, string>? spoil) => spoil is null ? text : spoil(text);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsOptional(ParameterInfo parameter) =>
        parameter.HasDefaultValue || Nullable.GetUnderlyingType(parameter.ParameterType) is not null || Nullability.Create(parameter).WriteState == NullabilityState.Nullable;

    private static InvalidOperationException NotTaught(Door door, string what) => new($"{door.Name} asks for {what}: give {nameof(Keys)} a value for it.");
}
