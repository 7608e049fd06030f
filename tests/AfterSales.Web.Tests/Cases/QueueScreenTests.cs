using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;
using AfterSales.Web.Cases;

namespace AfterSales.Web.Tests.Cases;

public sealed class QueueScreenTests
{
    private readonly Guid _one = Ids.New(Rows.Now);
    private readonly Guid _two = Ids.New(Rows.Now.AddSeconds(1));

    [Fact]
    public void Take_NotHeld_ShowsTheLatestOrder()
    {
        var screen = Shown();
        screen.Take(Rows.Page(Rows.Row(id: _two, clocks: (ClockKind.Reply, TimeSpan.FromMinutes(1))), Rows.Row(id: _one, clocks: (ClockKind.Reply, TimeSpan.FromMinutes(2)))));
        screen.Rows.Select(r => r.Id).ShouldBe([_two, _one]);
        screen.Pending.ShouldBe(0);
    }

    [Fact]
    public void Take_Held_KeepsPlacesShowsNewContentAndCountsWhatWouldMove()
    {
        var screen = Shown();
        screen.Hold();
        var moved = Rows.Row(id: _two, lastText: "在吗", clocks: (ClockKind.Reply, TimeSpan.FromMinutes(1)));

        screen.Take(Rows.Page(Rows.Row(), moved, Rows.Row(id: _one, clocks: (ClockKind.Reply, TimeSpan.FromMinutes(2)))));

        screen.Rows.Select(r => r.Id).ShouldBe([_one, _two]);
        screen.Rows[1].LastText.ShouldBe("在吗");
        screen.Pending.ShouldBe(2);
    }

    [Fact]
    public void Take_HeldAndARowLeaves_KeepsItUntilReleased()
    {
        var screen = Shown();
        screen.Hold();
        screen.Take(Rows.Page(Rows.Row(id: _one, clocks: (ClockKind.Reply, TimeSpan.FromMinutes(2)))));
        screen.Rows.Count.ShouldBe(2);
        screen.Pending.ShouldBe(1);

        screen.Release();

        screen.Rows.Select(r => r.Id).ShouldBe([_one]);
        screen.Pending.ShouldBe(0);
    }

    [Fact]
    public void Take_HeldAndOnlyWordsChange_PendsNothing()
    {
        var screen = Shown();
        screen.Hold();
        screen.Take(Rows.Page(Rows.Row(id: _one, lastText: "嗯", clocks: (ClockKind.Reply, TimeSpan.FromMinutes(2))), Rows.Row(id: _two, clocks: (ClockKind.Reply, TimeSpan.FromMinutes(4)))));
        screen.Pending.ShouldBe(0);
        screen.Rows[0].LastText.ShouldBe("嗯");
    }

    private QueueScreen Shown()
    {
        var screen = new QueueScreen();
        screen.Show(Rows.Page(Rows.Row(id: _one, clocks: (ClockKind.Reply, TimeSpan.FromMinutes(2))), Rows.Row(id: _two, clocks: (ClockKind.Reply, TimeSpan.FromMinutes(4)))));
        return screen;
    }
}
