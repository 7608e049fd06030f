using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Cases;

public sealed class RetentionPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Default_KeepsEverythingForGood()
    {
        RetentionPolicy.Default.KeepsEverything().ShouldBeTrue();
        RetentionPolicy.AllTypes.ShouldAllBe(type => RetentionPolicy.Default.GoesBefore(type, Now) == null);
        RetentionPolicy.AllTypes.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData(CaseType.Quality, 12)]
    [InlineData(CaseType.Review, null)]
    [InlineData(CaseType.Logistics, 36)]
    [InlineData(null, 6)]
    public void For_IsOwn_OrAsOtherwise(CaseType? type, int? months)
    {
        var policy = Policy(36, 6, (CaseType.Quality, 12), (CaseType.Review, null));
        policy.For(type).Months.ShouldBe(months);
        policy.GoesBefore(type, Now).ShouldBe(months is { } count ? Now.AddMonths(-count) : null);
    }

    [Fact]
    public void For_NoType_WithoutItsOwn_IsAsOtherwise() => (RetentionPolicy.Default with { Otherwise = new(24) }).For(null).Months.ShouldBe(24);

    // A month is never shorter than the calendar's: what was closed on the 31st goes when a month of that length is over.
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", 1, "2026-02-28T12:00:00Z", false)]
    [InlineData("2026-01-31T12:00:00Z", 1, "2026-03-01T12:00:00Z", true)]
    [InlineData("2026-11-22T02:00:00Z", 1, "2026-12-22T02:00:00Z", false)]
    [InlineData("2026-11-22T02:00:00Z", 1, "2026-12-22T02:00:01Z", true)]
    [InlineData("2024-02-29T00:00:00Z", 12, "2025-02-28T23:59:59Z", false)]
    [InlineData("2024-02-29T00:00:00Z", 12, "2025-03-01T00:00:01Z", true)]
    [InlineData("2006-11-22T02:00:00Z", 240, "2026-11-22T02:00:01Z", true)]
    public void GoesBefore_IsSoManyCalendarMonthsAgo(string closed, int months, string now, bool isDue)
    {
        var policy = RetentionPolicy.Default with { Otherwise = new(months) };
        (At(closed) < policy.GoesBefore(CaseType.Quality, At(now))).ShouldBe(isDue);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(240, true)]
    [InlineData(null, true)]
    [InlineData(0, false)]
    [InlineData(-3, false)]
    [InlineData(241, false)]
    public void Problem_OutsideItsBounds_NamesTheField(int? months, bool isSound)
    {
        foreach (var (policy, field) in new[]
        {
            (Policy(months, null), "Otherwise"),
            (RetentionPolicy.Default with { WithoutType = new KeptFor(months) }, "WithoutType"),
            (Policy(12, 12, (CaseType.Logistics, 12), (CaseType.Quality, months)), "Quality"),
        })
            (policy.Problem()?.Field).ShouldBe(isSound ? null : field);
    }

    [Theory]
    [InlineData(24, null, false)]
    [InlineData(24, 36, false)]
    [InlineData(24, 24, false)]
    [InlineData(24, 23, true)]
    [InlineData(null, 240, true)]
    [InlineData(null, null, false)]
    public void Shortens_WhenAnyTypeIsKeptForLess(int? standing, int? wanted, bool shortens)
    {
        Policy(wanted, wanted).Shortens(Policy(standing, standing)).ShouldBe(shortens);
        // One type is enough, also where others are kept for longer.
        Policy(null, null, (CaseType.Quality, wanted)).Shortens(Policy(standing, standing)).ShouldBe(shortens);
        (RetentionPolicy.Default with { WithoutType = new KeptFor(wanted) }).Shortens(Policy(standing, standing)).ShouldBe(shortens);
    }

    [Fact]
    public void Shortens_OwnWordTakenBack_WhenWhatIsSaidOtherwiseIsLess()
    {
        var standing = Policy(12, 12, (CaseType.Quality, 36));
        Policy(12, 12).Shortens(standing).ShouldBeTrue();
        Policy(36, 12).Shortens(standing).ShouldBeFalse();
    }

    [Fact]
    public void Reason_IsReadAgain_AndWhatAPersonWroteIsNot()
    {
        var policy = Policy(36, 6, (CaseType.Quality, 12)) with { Version = 7 };
        RetentionPolicy.ReadReason(policy.ReasonFor(CaseType.Quality)).ShouldBe((7, 12));
        RetentionPolicy.ReadReason(policy.ReasonFor(null)).ShouldBe((7, 6));
        foreach (var written in new[] { null, "", "传错了", "retention", "retention:7", "retention:x:12", "retention:7:12:1" }) RetentionPolicy.ReadReason(written).ShouldBeNull();
    }

    [Fact]
    public void Proposal_IsConfirmedBySomebodyElse_Once_AndTakenBackByItsAuthor()
    {
        var (author, other) = (Person("甲"), Person("乙"));
        var proposal = new RetentionProposal(Ids.New(Now), Policy(12, 12), 1, author, Now);
        proposal.Decide(true, author, Now).Refusal!.Code.ShouldBe("retention.own");
        proposal.Decide(true, other, Now).Refusal.ShouldBeNull();
        (proposal.State, proposal.DecidedBy).ShouldBe((ProposalState.Confirmed, "乙"));
        proposal.Decide(false, author, Now).Refusal!.Code.ShouldBe("retention.not_open");
        var another = new RetentionProposal(Ids.New(Now), Policy(12, 12), 1, author, Now);
        another.Decide(false, author, Now).Refusal.ShouldBeNull();
        another.State.ShouldBe(ProposalState.Declined);
    }

    private static Actor Person(string name) => Actor.Person(Ids.New(Now), name, Ids.New(Now), [Role.Owner]);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static RetentionPolicy Policy(int? otherwise, int? withoutType, params (CaseType Type, int? Months)[] types) => new()
    {
        Otherwise = new(otherwise),
        WithoutType = new KeptFor(withoutType),
        Types = types.ToDictionary(own => own.Type, own => new KeptFor(own.Months)),
    };
}
