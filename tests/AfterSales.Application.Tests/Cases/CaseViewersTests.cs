using AfterSales.Application.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AfterSales.Application.Tests.Cases;

public sealed class CaseViewersTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Guid _case = Ids.New(TestDesk.Start);
    private TestDesk _here = null!;
    private TestDesk _there = null!;

    public async Task InitializeAsync()
    {
        _here = await TestDesk.CreateAsync();
        _there = _here.AnotherNode();
        foreach (var node in new[] { _here, _there })
        {
            await node.Get<ChangeSignal>().StartAsync(default);
            await node.Get<CaseViewers>().StartAsync(default);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var node in new[] { _here, _there })
        {
            foreach (IHostedService worker in new IHostedService[] { node.Get<CaseViewers>(), node.Get<ChangeSignal>() }) await worker.StopAsync(default);
            await node.DisposeAsync();
        }
    }

    private CaseVisit Open(TestDesk node, Actor who, Action? changed = null) => node.Get<CaseViewers>().Open(who, _case, changed ?? (() => { }));

    private static Task SeesAsync(CaseVisit visit, params Viewer[] others) => Eventually.TrueAsync(() => visit.Others.SequenceEqual(others), Limit);

    [Fact]
    public void Open_OnTheSameNode_IsSeenAtOnceAndTold()
    {
        var told = 0;
        using var mine = Open(_here, _here.Agent, () => told++);
        var before = told;
        var theirs = Open(_here, _here.OtherAgent);
        mine.Others.ShouldBe([new(_here.OtherAgent.Id!.Value, false)]);
        theirs.Write(true);
        mine.Others.ShouldBe([new(_here.OtherAgent.Id!.Value, true)]);
        theirs.Dispose();
        mine.Others.ShouldBeEmpty();
        told.ShouldBe(before + 3);
    }

    [Fact]
    public void Others_OwnPagesAndOtherCases_DoNotCount_TwoPagesAreOnePerson()
    {
        using var mine = Open(_here, _here.Agent);
        using var again = Open(_here, _here.Agent);
        using var elsewhere = _here.Get<CaseViewers>().Open(_here.Supervisor, Ids.New(TestDesk.Start), () => { });
        using var theirs = Open(_here, _here.OtherAgent);
        using var theirSecond = Open(_here, _here.OtherAgent);
        theirSecond.Write(true);
        mine.Others.ShouldBe([new(_here.OtherAgent.Id!.Value, true)]);
    }

    [Fact]
    public async Task Open_OnAnotherNode_IsSeenWhileItLasts()
    {
        using var mine = Open(_here, _here.Agent);
        var theirs = Open(_there, _here.OtherAgent);
        await SeesAsync(mine, new Viewer(_here.OtherAgent.Id!.Value, false));
        await SeesAsync(theirs, new Viewer(_here.Agent.Id!.Value, false));

        theirs.Write(true);
        await SeesAsync(mine, new Viewer(_here.OtherAgent.Id!.Value, true));

        theirs.Leave();
        await SeesAsync(mine);
        theirs.Return();
        await SeesAsync(mine, new Viewer(_here.OtherAgent.Id!.Value, false));
        theirs.Dispose();
        await SeesAsync(mine);
    }

    [Fact]
    public async Task Node_Killed_ItsViewersAreGone()
    {
        using var mine = Open(_here, _here.Agent);
        Open(_there, _here.OtherAgent);
        await SeesAsync(mine, new Viewer(_here.OtherAgent.Id!.Value, false));

        // Silenced without a word, as by kill -9: its rows stay behind.
        _there.Get<CaseViewers>().Dispose();
        await RowsAsync(2);

        await SeesAsync(mine);
        await Eventually.TrueAsync(async () => await CountAsync() == 1, Limit);
    }

    [Fact]
    public async Task Node_Stopped_LeavesNothingBehind()
    {
        using var mine = Open(_here, _here.Agent);
        Open(_there, _here.OtherAgent);
        await SeesAsync(mine, new Viewer(_here.OtherAgent.Id!.Value, false));

        await _there.Get<CaseViewers>().StopAsync(default);

        (await CountAsync()).ShouldBe(1);
        await SeesAsync(mine);
    }

    [Fact]
    public async Task Beat_SilentNodeThatIsHeardOfAtThisMoment_IsPassedOver()
    {
        var source = _here.Get<NpgsqlDataSource>();
        await new ViewerRows(source).BeatAsync(default);
        await using var db = _here.Db();
        await db.Database.ExecuteSqlAsync($"update viewer_nodes set seen_at = now() - interval '1 minute'");
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlAsync($"update viewer_nodes set seen_at = now()");
            (await new ViewerRows(source).BeatAsync(default).WaitAsync(Limit)).ShouldBeFalse("it was not known before");
            await transaction.CommitAsync();
        }
        (await db.ViewerNodes.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Rows_LostWithADatabaseCrash_AreWrittenAnew()
    {
        using var mine = Open(_here, _here.Agent);
        using var theirs = Open(_there, _here.OtherAgent);
        await RowsAsync(2);

        await using (var db = _here.Db()) await db.Database.ExecuteSqlAsync($"truncate case_viewers, viewer_nodes");

        await RowsAsync(2);
        await SeesAsync(mine, new Viewer(_here.OtherAgent.Id!.Value, false));
    }

    private Task RowsAsync(int count) => Eventually.TrueAsync(async () => await CountAsync() == count, Limit);

    private async Task<int> CountAsync()
    {
        await using var db = _here.Db();
        return await db.CaseViewers.CountAsync();
    }
}
