using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>NUL and halves of characters, which PostgreSQL refuses, go no further than the door, wherever they come in.</summary>
public sealed class StorableTextTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task EveryDoor_TextsWithWhatNoDatabaseTakes_NeverFails()
    {
        var keys = new Keys(await WalledStore.FillAsync(_desk), text => $"{text[..1]}\0{text[1..]}\ud83d");
        var failures = new List<string>();
        foreach (var door in Door.All)
        {
            try
            {
                await door.TryAsync(_desk, keys, _desk.Owner with { Permissions = Actor.System(_desk.StoreId).Permissions });
            }
            catch (Exception e)
            {
                failures.Add($"{door.Name}: {e.Message} {e.InnerException?.Message}");
            }
        }
        failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatPeopleWrote_ReadAgain_IsThereWithoutIt()
    {
        var number = await _desk.BuyerSaysAsync("买家一", "少\0发盖子");
        var flagged = await _desk.Get<FlagCase>().ExecuteAsync(new(number, FlagColour.Red, "旗\0帜", null), _desk.Agent);
        var tagged = await _desk.Get<TagCase>().ExecuteAsync(new(number, ["急\0件", "急件", "半\ud83d"], null), _desk.Agent);
        var noted = await _desk.Get<WriteNote>().ExecuteAsync(new(number, "备\0注"), _desk.Agent);
        var invited = await _desk.Get<InvitePerson>().ExecuteAsync(new("新\0人", [Role.AfterSales]), _desk.Owner);
        new[] { flagged.Refusal, tagged.Refusal, noted.Refusal, invited.Refusal }.ShouldAllBe(refusal => refusal == null);
        // By the bulk write too.
        await _desk.BuyerSaysAsync("买家一", "还\0少");

        await using var db = _desk.Db();
        var subject = await db.Cases.SingleAsync();
        subject.Flag!.Memo.ShouldBe("旗帜");
        subject.Tags.ShouldBe(["急件", "半\ufffd"]);
        subject.LastText.ShouldBe("还少");
        (await db.Messages.Select(m => m.Text).ToListAsync()).ShouldBe(["少发盖子", "备注", "还少"], ignoreOrder: true);
        (await db.Invites.SingleAsync()).Name.ShouldBe("新人");
        (await db.Invites.AnyAsync(i => i.Name == "新\0人")).ShouldBeTrue("a comparison is a text on its way, too");
    }
}
