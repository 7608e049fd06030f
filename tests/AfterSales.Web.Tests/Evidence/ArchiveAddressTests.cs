using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using AfterSales.Web.Evidence;

namespace AfterSales.Web.Tests.Evidence;

public sealed class ArchiveAddressTests
{
    public static TheoryData<ArchiveFilter> Filters =>
    [
        new ArchiveFilter(),
        new ArchiveFilter { Type = CaseType.Quality, Month = new(2026, 10, 1) },
        new ArchiveFilter { IsUnclassified = true },
        new ArchiveFilter { Customer = "张三 & 李四=?", OrderNo = "7001", CaseNumber = "AS-261122-0418", Style = "A/88", Batch = "B#1", From = new(2026, 1, 2), Until = new(2026, 3, 4), Label = "weigh slip", Verdict = ArchiveVerdict.None },
        new ArchiveFilter { Person = ArchiveFilter.Nobody },
        new ArchiveFilter { Person = new("019a1c5e-7c3a-7a40-9d1e-3f1b7f5e2a10") },
    ];

    [Theory]
    [MemberData(nameof(Filters))]
    public void Read_WhatWasWritten_MeansTheSame(ArchiveFilter filter)
    {
        var address = new ArchiveAddress(filter, IsGrid: true, After: new(new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero), new("019a1c5e-7c3a-7a40-9d1e-3f1b7f5e2a10")));

        var read = ArchiveAddress.Read("http://localhost" + address);

        (read.IsGrid, read.After).ShouldBe((address.IsGrid, address.After));
        (read.Filter with { Chosen = filter.Chosen }).ShouldBe(filter);
        (ArchiveAddress.Read(address.ToZip()) is { IsGrid: false, After: null } zip && (zip.Filter with { Chosen = filter.Chosen }) == filter).ShouldBeTrue();
    }

    [Fact]
    public void Read_ChosenFiles_KeepsTheirIds()
    {
        Guid[] ids = [.. Enumerable.Range(0, ArchiveFilter.MostChosen).Select(i => Ids.New(DateTimeOffset.UnixEpoch.AddSeconds(i)))];
        var zip = new ArchiveAddress(new() { Chosen = ids }).ToZip();

        zip.Length.ShouldBeLessThan(4400, "servers and proxies take eight kilobytes");
        ArchiveAddress.Read(zip).Filter.Chosen.ShouldBe(ids);
    }

    [Theory]
    [InlineData("?type=Nothing&month=2026-13&from=yesterday&by=me&verdict=7&after=x&ids=***")]
    [InlineData("?type=0&ids=AAAA&customer=")]
    [InlineData("")]
    public void Read_WhatCannotBeRead_IsNotSaid(string query)
    {
        var read = ArchiveAddress.Read("http://localhost/archive" + query);

        (read.IsGrid, read.After).ShouldBe((false, null));
        read.Filter.Chosen.ShouldBeEmpty();
        (read.Filter with { Chosen = ArchiveFilterEmpty.Chosen }).ShouldBe(ArchiveFilterEmpty);
    }

    private static readonly ArchiveFilter ArchiveFilterEmpty = new();
}
