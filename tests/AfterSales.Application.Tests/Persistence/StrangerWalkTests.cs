using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>
/// A stranger, who owns another store and holds every number and id of this one, tries every query and every use case there
/// is: nothing comes out and nothing changes (SPEC 1).
/// </summary>
public sealed class StrangerWalkTests : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    // What tells nothing of a store, whoever asks: yes or no, what a guessed link opens, one's own account, how far a weight may be off, what digests one wants, and what rules say of a file, of facts that one holds or of a remedy.
    private static readonly string[] TellNothing = ["StoreQueries.AnyAsync", "ActorQueries.HasRolesAsync", "InviteQueries.OfferAsync", "PeopleQueries.MineAsync", "DraftQueries.CheckAsync", "GuidanceQueries.TryAsync", "ActionQueries.TermsAsync", "ReviewListQueries.TotalsAsync", "WarehouseQueries.ToleranceAsync", "DigestQueries.WishAsync"];

    // Sums bear no names.
    private static readonly string[] OnlyCount = ["PaymentQueries.CountsAsync", "PaymentQueries.TodayAsync", "LedgerQueries.DaysAsync", "LedgerQueries.GoodsCostAsync", "SpaceQueries.StateAsync", "RetentionQueries.ForecastAsync", "RetentionQueries.VersionAsync", "ArchiveQueries.FoldersAsync", "FigureQueries.OfAsync", "DashboardQueries.OfAsync", "TrendQueries.OfAsync", "OpinionQueries.ByStyleAsync", "QualityQueries.WaitingAsync", "QualityFigureQueries.DrawsAsync"];

    private TestDesk _desk = null!;
    private WalledStore _wall = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _wall = await WalledStore.FillAsync(_desk);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task WalledStore_HasSomethingInEveryTable() =>
        (await _wall.LookAsync()).Where(table => table.Value.Rows == 0).Select(table => table.Key).ShouldBeEmpty();

    [Fact]
    public async Task Stranger_AtEveryDoor_SeesNothingAndChangesNothing()
    {
        var stranger = await StrangerAsync();
        var before = await _wall.LookAsync();
        var keys = new Keys(_wall);
        Door.All.Count.ShouldBeGreaterThan(70);
        foreach (var door in Door.All)
        {
            var answer = await door.TryAsync(_desk, keys, stranger);
            RefusalOf(answer)?.Kind.ShouldNotBe(RefusalKind.Invalid, $"{door.Name} was refused for what was handed in ({RefusalOf(answer)!.Code}): it never came to the wall");
            _wall.NewsIn(answer).ShouldBeEmpty(door.Name);
            (await _wall.LookAsync()).Where(table => table.Value != before[table.Key]).Select(table => table.Key).ShouldBeEmpty($"{door.Name} changed it");
        }
    }

    // The same walk from within: it sees what it is there to miss.
    [Fact]
    public async Task Owner_AtEveryQuery_SeesTheStore()
    {
        foreach (var door in Door.All.Where(door => door.IsRead && !TellNothing.Contains(door.Name) && !OnlyCount.Contains(door.Name)))
        {
            var answer = await door.TryAsync(_desk, new Keys(_wall), WhoseIs(door));
            RefusalOf(answer).ShouldBeNull(door.Name);
            _wall.SecretsIn(answer).ShouldNotBeEmpty(door.Name);
        }
    }

    [Fact]
    public async Task Owner_AtTheUseCases_ChangesTheStore()
    {
        var keys = new Keys(_wall);
        var changing = 0;
        foreach (var door in Door.All.Where(door => !door.IsRead))
        {
            var before = await _wall.LookAsync();
            await door.TryAsync(_desk, keys, _desk.Owner);
            if ((await _wall.LookAsync()).Any(table => table.Value != before[table.Key])) changing++;
        }
        changing.ShouldBeGreaterThan(15);
    }

    private async Task<Actor> StrangerAsync()
    {
        var owner = await _desk.StrangerAsync();
        var now = _desk.Time.Now;
        await using var db = _desk.Get<Databases>().AcrossStores();
        var person = new Person { Id = owner.Id!.Value, UserName = "stranger", NormalizedUserName = "STRANGER", DisplayName = owner.Name, SecurityStamp = "s", CreatedAt = now, LastStoreId = owner.StoreId };
        person.PasswordHash = new PasswordHasher<Person>().HashPassword(person, Password);
        db.Users.Add(person);
        db.Memberships.Add(new(owner.StoreId, owner.Id.Value, Role.Owner, now));
        db.Memberships.Add(new(owner.StoreId, owner.Id.Value, Role.Administrator, now));
        await db.SaveChangesAsync();
        await _desk.Get<FirstPlaybooks>().GiveAsync(CancellationToken.None);
        // Every permission there is: what holds them off is the wall, not a missing right.
        return owner with { Permissions = Actor.System(owner.StoreId).Permissions };
    }

    // Most belong to the store; some to one person of it.
    private Actor WhoseIs(Door door) => door.Name.Split('.')[0] switch
    {
        "NotificationQueries" => _desk.Supervisor,
        "UploadQueries" => _desk.Agent,
        _ => _desk.Owner,
    };

    private static Refusal? RefusalOf(object? answer) => answer?.GetType().GetProperty("Refusal")?.GetValue(answer) as Refusal;
}
