using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Web.Conversations;
using AfterSales.Web.Tests.Cases;

namespace AfterSales.Web.Tests.Conversations;

public sealed class ShownTimelineTests
{
    [Fact]
    public void Merge_LatestPageAgain_KeepsWhatWasLoadedBefore()
    {
        var shown = new ShownTimeline();
        TimelineEntry[] all = [.. Enumerable.Range(0, 6).Select(Said)];
        shown.Merge(all[3..5], hasEarlier: true);
        shown.MergeEarlier(all[..3], hasEarlier: false);

        shown.Merge(all[4..6], hasEarlier: true);

        shown.Entries.ShouldBe(all);
        shown.HasEarlier.ShouldBeFalse();
    }

    [Fact]
    public void Merge_LatestPageBehindAGap_StartsAnewAndOffersWhatIsBetween()
    {
        var shown = new ShownTimeline();
        TimelineEntry[] all = [.. Enumerable.Range(0, 9).Select(Said)];
        shown.Merge(all[..3], hasEarlier: false);

        shown.Merge(all[6..], hasEarlier: true);

        shown.Entries.ShouldBe(all[6..]);
        shown.HasEarlier.ShouldBeTrue();
        shown.MergeEarlier(all[..6], hasEarlier: false);
        shown.Entries.ShouldBe(all);
    }

    [Fact]
    public void Before_OldestEntry_AsksForItsInstantAgain()
    {
        var shown = new ShownTimeline();
        shown.Before.ShouldBeNull();
        shown.Merge([Said(1), Said(2)], hasEarlier: true);
        shown.Before!.Value.ShouldBeGreaterThan(Said(1).At);
    }

    [Fact]
    public void Merge_OneInstant_PutsEventsInTheirOrderBeforeTheMessage()
    {
        var shown = new ShownTimeline();
        var message = Said(0);
        shown.Merge([message, Happened(2), Happened(1)], hasEarlier: false);
        shown.Entries.Select(e => e.Event?.Id).ShouldBe([1, 2, null]);
    }

    [Fact]
    public void WithoutRepeats_NudgesInARow_AreTheLastOfThem()
    {
        TimelineEntry[] all = [Nudged(1), Nudged(2), Said(3), Nudged(4), Happened(5), Nudged(6), Nudged(7)];
        ShownTimeline.WithoutRepeats(all).Select(e => e.Event?.Id).ShouldBe([2, null, 4, 5, 7]);
    }

    private static TimelineEntry Nudged(long id) => new(Rows.Now, null, new(id, CaseEventKind.Nudged, new Dictionary<string, string?>(), ActorKind.System, ""));

    private static TimelineEntry Said(int minute)
    {
        var at = Rows.Now.AddMinutes(minute);
        return new(at, new(new Guid(minute, 0, 0, new byte[8]), MessageKind.Buyer, "qianniu", "在吗", at, "甜", null, null, []), null);
    }

    private static TimelineEntry Happened(long id) => new(Rows.Now, null, new(id, CaseEventKind.Claimed, new Dictionary<string, string?>(), ActorKind.Person, "林小满"));
}
