using AfterSales.Domain.Ledger;
using AfterSales.Web.Ledger;

namespace AfterSales.Web.Tests.Ledger;

public sealed class SharePartsTests
{
    private readonly ShareParts _parts = new([new ShareForm { Party = Party.Store, Percent = 100 }]);

    private decimal?[] Percents => [.. _parts.All.Select(part => part.Percent)];

    [Fact]
    public void Add_ToAWhole_TakesWhatTheOthersLeaveAfterwards()
    {
        _parts.Add();
        Percents.ShouldBe([100, 0]);
        _parts.Type(_parts.All[0], 60);
        Percents.ShouldBe([60, 40]);
        _parts.Sum.ShouldBe(100);
        _parts.Type(_parts.All[0], null);
        Percents.ShouldBe([null, 100]);
    }

    [Fact]
    public void Add_WhereSomethingIsMissing_BeginsWithIt()
    {
        _parts.Type(_parts.All[0], 70);
        _parts.Add();
        Percents.ShouldBe([70, 30]);
        _parts.Remove(_parts.All[0]);
        Percents.ShouldBe([100]);
    }

    [Fact]
    public void Type_IntoTheAdded_KeepsWhatWasTyped()
    {
        _parts.Add();
        _parts.Type(_parts.All[1], 25);
        _parts.Type(_parts.All[0], 60);
        Percents.ShouldBe([60, 25]);
        _parts.Add();
        Percents.ShouldBe([60, 25, 15]);
    }

    [Fact]
    public void Add_ToMoreThanAWhole_TakesNothing()
    {
        _parts.Type(_parts.All[0], 120);
        _parts.Add();
        Percents.ShouldBe([120, 0]);
    }
}
