using AfterSales.Domain.Feedback;

namespace AfterSales.Domain.Tests.Feedback;

/// <summary>When cases about the same goods are one matter: three different customers within fourteen days, or one severe defect.</summary>
public sealed class ClustersTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="cases">Customer and day of each, e.g. <c>A0 B3 A5</c>; an exclamation mark: severe.</param>
    [Theory]
    [InlineData("", null)]
    [InlineData("A0", null)]
    [InlineData("A0 B1", null)]
    [InlineData("A0 B1 C2", FeedbackCause.Customers)]
    // Whoever comes back counts once.
    [InlineData("A0 A1 A2 A3", null)]
    [InlineData("A0 A1 B2 B3 A4", null)]
    [InlineData("A0 B1 A2 C3", FeedbackCause.Customers)]
    // The window lies anywhere among them, and its last day belongs to it.
    [InlineData("A0 B7 C14", FeedbackCause.Customers)]
    [InlineData("A0 B7 C15", null)]
    [InlineData("A0 B20 C27 D34", FeedbackCause.Customers)]
    [InlineData("A0 B10 C20 D30 E40", null)]
    // Who came early and again later is within the later window.
    [InlineData("A0 A20 B21 C22", FeedbackCause.Customers)]
    [InlineData("C14 A0 B7", FeedbackCause.Customers)]
    [InlineData("A0!", FeedbackCause.Severe)]
    [InlineData("A0 B1 C2!", FeedbackCause.Severe)]
    public void CauseOf_IsASevereDefect_OrDifferentCustomersWithinTheWindow(string cases, FeedbackCause? cause) =>
        Clusters.CauseOf(Cases(cases), FeedbackPolicy.Default).ShouldBe(cause);

    [Theory]
    [InlineData("A0 B1", 2, 14, true)]
    [InlineData("A0 B1 C2", 4, 14, false)]
    [InlineData("A0 B3 C6", 3, 5, false)]
    public void CauseOf_FollowsTheStoresOwnNumbers(string cases, int customers, int days, bool opens) =>
        (Clusters.CauseOf(Cases(cases), FeedbackPolicy.Default with { Customers = customers, WindowDays = days }) is not null).ShouldBe(opens);

    [Theory]
    [InlineData("A10 B11", 2)]
    [InlineData("A10", 0)]
    [InlineData("A10 A11", 0)]
    [InlineData("A10 A11 B12", 3)]
    // On day 20 the window began on day 6.
    [InlineData("A5 B11", 0)]
    [InlineData("A6 B11", 2)]
    public void FormingAt_IsWhatCameFromDifferentCustomersWithinTheLastWindow(string cases, int count) =>
        Clusters.FormingAt(Start.AddDays(20), Cases(cases), FeedbackPolicy.Default).Count.ShouldBe(count);

    private static List<FaultyCase> Cases(string cases) =>
        [.. cases.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((one, i) => new FaultyCase(new Guid(i, 0, 0, new byte[8]), new Guid(one[0], 0, 0, new byte[8]), Start.AddDays(int.Parse(one[1..].TrimEnd('!'), System.Globalization.CultureInfo.InvariantCulture)), one.EndsWith('!')))];
}
