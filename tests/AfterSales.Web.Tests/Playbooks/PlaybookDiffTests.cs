using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Playbooks;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class PlaybookDiffTests
{
    private static readonly Playbook Own = DefaultPlaybooks.File("WrongItem");

    private static DecisionDiff Of(Func<DecisionTable, DecisionTable> edit) =>
        PlaybookDiff.Of(Own, Own.WithTable("situation", edit)).Single(diff => !diff.IsSame);

    private static IEnumerable<(RowChange, int?, int?)> Changes(DecisionDiff diff) =>
        diff.Rows.Where(row => row.Change != RowChange.Same).Select(row => (row.Change, row.Before, row.After));

    [Fact]
    public void Of_TheSame_DiffersNowhere() => PlaybookDiff.Of(Own, DefaultPlaybooks.File("WrongItem")).ShouldAllBe(diff => diff.IsSame);

    [Fact]
    public void Of_ARowAdded_ShowsItAlone() => Changes(Of(table => table.WithNewRow(2))).ShouldBe([(RowChange.Added, null, 2)]);

    [Fact]
    public void Of_ARowRemoved_ShowsItWhereItWas()
    {
        var diff = Of(table => table.WithoutRow(2));
        Changes(diff).ShouldBe([(RowChange.Removed, 2, null)]);
        diff.Rows[2].Before.ShouldBe(2);
    }

    [Fact]
    public void Of_ARowMoved_ShowsThatRowAndNoOther() => Changes(Of(table => table.WithRowMoved(1, 6))).ShouldBe([(RowChange.Moved, 1, 6)]);

    [Fact]
    public void Of_CellsChanged_NamesThem()
    {
        var diff = Of(table => table.WithCell(0, 1, "\"unclear\"").WithReason(0, "en", "Why"));
        diff.Rows[0].Change.ShouldBe(RowChange.Changed);
        diff.Rows[0].Cells.ShouldBe(["photo", PlaybookDiff.Reason], ignoreOrder: true);
    }

    [Fact]
    public void Of_AColumnAddedThatTestsNothing_ChangesNoRow()
    {
        var diff = PlaybookDiff.Of(Own, Own.WithColumn("situation", "stock")).Single(one => !one.IsSame);
        diff.Rows.ShouldAllBe(row => row.Change == RowChange.Same);
    }

    [Fact]
    public void Of_AHitPolicyChanged_IsADifference() => Of(table => table.WithPolicy(HitPolicy.Any)).Rows.ShouldAllBe(row => row.Change == RowChange.Same);

    [Fact]
    public void Of_RowsWithoutIds_FindsThemByWhatTheySay()
    {
        static DecisionTable Bare(DecisionTable table) => table with { Rows = [.. table.Rows.Select(row => row with { Id = null })] };
        var diff = PlaybookDiff.Of(Own.WithTable("situation", Bare), Own.WithTable("situation", table => Bare(table).WithRowMoved(4, 0))).Single(one => !one.IsSame);
        Changes(diff).ShouldBe([(RowChange.Moved, 4, 0)]);
    }

    [Fact]
    public void Of_ANumberChanged_IsOneDifference()
    {
        var shared = DefaultPlaybooks.File("Shared");
        PlaybookDiff.Of(shared, shared.WithNumber("margin floor", 5)).Where(diff => !diff.IsSame).Select(diff => diff.Name).ShouldBe(["margin floor"]);
    }

    [Fact]
    public void Of_ADecisionThatIsGone_ListsItsRows()
    {
        var diff = PlaybookDiff.Of(Own, Own with { Decisions = [.. Own.Decisions.Where(decision => decision.Name != "phrases")] }).Single(one => !one.IsSame);
        (diff.Name, diff.After).ShouldBe(("phrases", null));
        diff.Rows.ShouldAllBe(row => row.Change == RowChange.Removed);
    }
}
