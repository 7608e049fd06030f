using AfterSales.Domain.People;
using AfterSales.Web.Evidence;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Web.Tests.Evidence;

public sealed class SealedLinksTests
{
    private static readonly Guid Item = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly Actor Agent = Actor.Person(Item, "客服", Guid.Parse("01900000-0000-7000-8000-00000000000a"), [Role.AfterSales]);
    private static readonly Actor Stranger = Actor.Person(Item, "路人", Guid.Parse("01900000-0000-7000-8000-00000000000b"), [Role.Owner]);

    private readonly MovableTime _time = new(new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly SealedLinks _links;

    public SealedLinksTests() => _links = new(_keys, _time);

    [Fact]
    public void Opens_ItsItemAndStore_ForAnHour()
    {
        var key = _links.KeyOf(Item, Agent);

        _links.Opens(key, Item, Agent).ShouldBeTrue();
        new SealedLinks(_keys, _time).Opens(key, Item, Agent).ShouldBeTrue("another node");
        _links.Opens(key, Guid.Empty, Agent).ShouldBeFalse();
        _links.Opens(key, Item, Stranger).ShouldBeFalse();
        _time.Move(SealedLinks.Lifetime - TimeSpan.FromSeconds(1));
        _links.Opens(key, Item, Agent).ShouldBeTrue();
        _time.Move(TimeSpan.FromSeconds(1));
        _links.Opens(key, Item, Agent).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64 %%%")]
    public void Opens_WhatIsNoKey_No(string? key) => _links.Opens(key, Item, Agent).ShouldBeFalse();

    [Fact]
    public void Opens_ATamperedKey_No()
    {
        var key = _links.KeyOf(Item, Agent);
        var at = key.Length / 2;

        _links.Opens(key[..at] + (key[at] == 'A' ? 'B' : 'A') + key[(at + 1)..], Item, Agent).ShouldBeFalse();
        new SealedLinks(new EphemeralDataProtectionProvider(), _time).Opens(key, Item, Agent).ShouldBeFalse("somebody else's keys");
    }
}
