using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Clocks;
using AfterSales.Application.Evidence;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.Feedback;
using AfterSales.Application.Importing;
using AfterSales.Application.Integrations;
using AfterSales.Application.People;
using AfterSales.Application.People.Pay;
using AfterSales.Application.People.Quality;
using AfterSales.Application.Playbooks;
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
using AfterSales.Domain.Orders;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Stores;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Persistence;

/// <summary>
/// The one model. Use it through <see cref="StoreDb"/> (one store, filtered: nearly always) or <see cref="SystemDb"/>
/// (every store: sign-in, key look-up, timers). A context lives for one operation.
/// </summary>
public abstract class AfterSalesDb(DbContextOptions options) : IdentityUserContext<Person, Guid>(options)
{
    public DbSet<Store> Stores => Set<Store>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Invite> Invites => Set<Invite>();
    public DbSet<Shift> Shifts => Set<Shift>();
    public DbSet<ShiftTemplate> ShiftTemplates => Set<ShiftTemplate>();
    public DbSet<Leave> Leaves => Set<Leave>();
    public DbSet<OpenDesk> OpenDesks => Set<OpenDesk>();
    public DbSet<PresenceChange> PresenceChanges => Set<PresenceChange>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseViewer> CaseViewers => Set<CaseViewer>();
    public DbSet<ViewerNode> ViewerNodes => Set<ViewerNode>();
    public DbSet<HistoryEntry> History => Set<HistoryEntry>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<PhoneAgreementEntry> PhoneAgreements => Set<PhoneAgreementEntry>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<CaseText> CaseTexts => Set<CaseText>();
    public DbSet<TextState> TextStates => Set<TextState>();
    public DbSet<RecentFind> RecentFinds => Set<RecentFind>();
    public DbSet<Keyword> Keywords => Set<Keyword>();
    public DbSet<StoreTag> Tags => Set<StoreTag>();
    public DbSet<EvidenceItem> Evidence => Set<EvidenceItem>();
    public DbSet<EvidenceAccess> EvidenceAccesses => Set<EvidenceAccess>();
    public DbSet<RegisteredFile> StoredFiles => Set<RegisteredFile>();
    public DbSet<PartialUpload> PartialUploads => Set<PartialUpload>();
    public DbSet<AlikePicture> AlikePictures => Set<AlikePicture>();
    public DbSet<EvidencePack> EvidencePacks => Set<EvidencePack>();
    public DbSet<PackFile> PackFiles => Set<PackFile>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<RemovalRequest> RemovalRequests => Set<RemovalRequest>();
    public DbSet<RetentionPolicyVersion> RetentionPolicies => Set<RetentionPolicyVersion>();
    public DbSet<RetentionProposal> RetentionProposals => Set<RetentionProposal>();
    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<StaffNote> StaffNotes => Set<StaffNote>();
    public DbSet<FlagChange> FlagChanges => Set<FlagChange>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<ErasedKey> ErasedKeys => Set<ErasedKey>();
    public DbSet<ErasureSecret> ErasureSecrets => Set<ErasureSecret>();
    public DbSet<PersonalCopy> PersonalCopies => Set<PersonalCopy>();
    public DbSet<PhoneReveal> PhoneReveals => Set<PhoneReveal>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    public DbSet<Parcel> Parcels => Set<Parcel>();
    public DbSet<OwnerlessParcel> OwnerlessParcels => Set<OwnerlessParcel>();
    public DbSet<ParcelStep> ParcelSteps => Set<ParcelStep>();
    public DbSet<PlatformRefund> PlatformRefunds => Set<PlatformRefund>();
    public DbSet<Clock> Clocks => Set<Clock>();
    public DbSet<ClockTimer> ClockTimers => Set<ClockTimer>();
    public DbSet<ClockPause> ClockPauses => Set<ClockPause>();
    public DbSet<ClockEvent> ClockEvents => Set<ClockEvent>();
    public DbSet<ClockPolicyVersion> ClockPolicies => Set<ClockPolicyVersion>();
    public DbSet<PlaybookVersion> PlaybookVersions => Set<PlaybookVersion>();
    public DbSet<PlaybookDraft> PlaybookDrafts => Set<PlaybookDraft>();
    public DbSet<CaseFact> CaseFacts => Set<CaseFact>();
    public DbSet<StorePhrase> Phrases => Set<StorePhrase>();
    public DbSet<OwnPhrase> OwnPhrases => Set<OwnPhrase>();
    public DbSet<CaseEvaluation> CaseEvaluations => Set<CaseEvaluation>();
    public DbSet<CaseAction> CaseActions => Set<CaseAction>();
    public DbSet<ActionStep> ActionSteps => Set<ActionStep>();
    public DbSet<ApprovalRequest> Approvals => Set<ApprovalRequest>();
    public DbSet<ApprovalDecision> ApprovalDecisions => Set<ApprovalDecision>();
    public DbSet<Delegation> Delegations => Set<Delegation>();
    public DbSet<SpendingPolicyVersion> SpendingPolicies => Set<SpendingPolicyVersion>();
    public DbSet<Payout> Payouts => Set<Payout>();
    public DbSet<PayoutBatch> PayoutBatches => Set<PayoutBatch>();
    public DbSet<Posting> Postings => Set<Posting>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<ReviewReply> ReviewReplies => Set<ReviewReply>();
    public DbSet<ReviewOffer> ReviewOffers => Set<ReviewOffer>();
    public DbSet<LineMark> LineMarks => Set<LineMark>();
    public DbSet<ExtortionChange> ExtortionChanges => Set<ExtortionChange>();
    public DbSet<ReviewPolicyVersion> ReviewPolicies => Set<ReviewPolicyVersion>();
    public DbSet<FeedbackItem> FeedbackItems => Set<FeedbackItem>();
    public DbSet<FeedbackCase> FeedbackCases => Set<FeedbackCase>();
    public DbSet<FeedbackStep> FeedbackSteps => Set<FeedbackStep>();
    public DbSet<FeedbackPolicyVersion> FeedbackPolicies => Set<FeedbackPolicyVersion>();
    public DbSet<Opinion> Opinions => Set<Opinion>();
    public DbSet<SameBatch> SameBatches => Set<SameBatch>();
    public DbSet<Occurrence> Occurrences => Set<Occurrence>();
    public DbSet<RollUp> RollUps => Set<RollUp>();
    public DbSet<ReportState> ReportStates => Set<ReportState>();
    public DbSet<Digest> Digests => Set<Digest>();
    public DbSet<DigestChoice> DigestChoices => Set<DigestChoice>();
    public DbSet<PayPolicyVersion> PayPolicies => Set<PayPolicyVersion>();
    public DbSet<PayGradeChange> PayGrades => Set<PayGradeChange>();
    public DbSet<PayEntry> PayEntries => Set<PayEntry>();
    public DbSet<PayDispute> PayDisputes => Set<PayDispute>();
    public DbSet<ClosedMonth> ClosedMonths => Set<ClosedMonth>();
    public DbSet<ClosedSheet> ClosedSheets => Set<ClosedSheet>();
    public DbSet<ScoreCardVersion> ScoreCards => Set<ScoreCardVersion>();
    public DbSet<SamplingPlanVersion> SamplingPlans => Set<SamplingPlanVersion>();
    public DbSet<QualityDraw> QualityDraws => Set<QualityDraw>();
    public DbSet<QualityCandidate> QualityCandidates => Set<QualityCandidate>();
    public DbSet<QualitySample> QualitySamples => Set<QualitySample>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportRefusal> ImportRefusals => Set<ImportRefusal>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("pg_trgm");
        builder.HasSequence<long>(CaseNumbers.Sequence);
        builder.ApplyConfigurationsFromAssembly(typeof(AfterSalesDb).Assembly);
        StorableText.Apply(builder);
        SnakeCase.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Names, not numbers, in the database: rows stay readable and enums may be reordered.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<decimal>().HavePrecision(12, 2);
    }
}
