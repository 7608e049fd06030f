using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>Migrations that move data: migrated until just before, old rows put in, migrated to the end.</summary>
public sealed class MigrationTests
{
    private static readonly Guid Store = Guid.Parse("01900000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Tags_AreGivenToAStoreThatWasThereBefore_TheSameThatANewOneGets()
    {
        await using var db = await BeforeAsync("TagsAndPhrases");
        await OldStoreAsync(db);
        await db.Database.MigrateAsync();
        var given = await db.Tags.OrderBy(t => t.Place).Select(t => new { t.StoreId, t.Name, t.EnglishName, t.Colour, t.Place, t.IsRetired }).ToListAsync();
        given.ShouldBe(DefaultTags.For(Store, TestDesk.Start).Select(t => new { t.StoreId, t.Name, t.EnglishName, t.Colour, t.Place, t.IsRetired }));
    }

    [Fact]
    public async Task MarginShare_OfAnOldStore_StaysWhatItWas_AndHasRoomForHundredthsOfAPercent()
    {
        await using var db = await BeforeAsync("TagsAndPhrases");
        await OldStoreAsync(db);
        await db.Database.ExecuteSqlAsync($"update stores set margin_share = 0.36 where id = {Store}");
        await db.Database.MigrateAsync();
        var store = await db.Stores.SingleAsync(s => s.Id == Store);
        store.MarginShare.ShouldBe(0.36m);
        store.DescribeTrade(null, null, 0.12345m).Ok.ShouldBeTrue();
        await db.SaveChangesAsync();
        (await db.Stores.AsNoTracking().Where(s => s.Id == Store).Select(s => s.MarginShare).SingleAsync()).ShouldBe(0.1234m);
    }

    [Fact]
    public async Task Language_OfAnOldStore_IsChinese()
    {
        await using var db = await BeforeAsync("TagsAndPhrases");
        await OldStoreAsync(db);
        await db.Database.MigrateAsync();
        (await db.Stores.Where(s => s.Id == Store).Select(s => s.Language).SingleAsync()).ShouldBe("zh-CN");
    }

    [Fact]
    public async Task StoredFiles_OfEvidenceThatWasThereBefore_AreKnownOnceAndCheckedFirst()
    {
        await using var db = await BeforeAsync("StoredFiles");
        await OldStoreAsync(db);
        var (photo, sheet) = (new string('a', 64), new string('b', 64));
        foreach (var (sha256, type, drawn) in new[] { (photo, "image/png", false), (photo, "image/png", true), (sheet, "application/pdf", false) })
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                 insert into evidence (id, store_id, case_id, name, sha256, content_type, size, has_thumbnail, added_at)
                 values (gen_random_uuid(), {Store}, gen_random_uuid(), 'x', {sha256}, {type}, 10, {drawn}, now())
                 """);
        }

        await db.Database.MigrateAsync();

        var files = await db.StoredFiles.OrderBy(f => f.Sha256).ToListAsync();
        files.Select(f => (f.Sha256, f.HasThumbnail, f.DrawnAt is not null, f.CheckedAt)).ShouldBe([(photo, true, true, null), (sheet, false, false, null)]);
    }

    [Fact]
    public async Task Receipts_OfOldPayments_AreTheFirstsOfThoseThatShareOne()
    {
        await using var db = await BeforeAsync("LastEnds");
        var (first, second, other, none) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await OldPayoutAsync(db, second, "R1", minutes: 2);
        await OldPayoutAsync(db, first, "R1", minutes: 1);
        await OldPayoutAsync(db, other, "R2", minutes: 3);
        await OldPayoutAsync(db, none, null, minutes: 4);
        await db.Database.MigrateAsync();
        var keys = await db.Database.SqlQuery<string>($"select id || '=' || receipt_key as \"Value\" from payouts where receipt_key is not null").ToListAsync();
        keys.ShouldBe([$"{first}=R1", $"{other}=R2"], ignoreOrder: true);
    }

    private static async Task OldPayoutAsync(SystemDb db, Guid id, string? receipt, int minutes)
    {
        var at = TestDesk.Start.AddMinutes(minutes);
        await db.Database.ExecuteSqlAsync($"""
            insert into payouts (id, store_id, case_id, action_id, customer_id, remedy, method, amount, shares, state, is_own_authority, requested_at, approved_at, sent_at, confirmed_at, attempt, receipt_no, cleared, version)
            values ({id}, {Store}, {id}, {id}, {id}, 'coupon', 'Coupon', 10, '[]', 'Confirmed', true, {at}, {at}, {at}, {at}, 1, {receipt}, array[]::uuid[], 1)
            """);
    }

    private static async Task<SystemDb> BeforeAsync(string migration)
    {
        var db = new SystemDb(new DbContextOptionsBuilder<SystemDb>().UseNpgsql(await TestPostgres.CreateDatabaseAsync()).Options);
        var before = db.Database.GetMigrations().TakeWhile(name => !name.EndsWith($"_{migration}", StringComparison.Ordinal)).ToList();
        before.Count.ShouldBeLessThan(db.Database.GetMigrations().Count(), $"there is no migration {migration}");
        await db.GetService<IMigrator>().MigrateAsync(before[^1]);
        return db;
    }

    private static async Task OldStoreAsync(SystemDb db) =>
        await db.Database.ExecuteSqlAsync($"insert into stores (id, name, time_zone_id, created_at, is_demo, version) values ({Store}, '老店', 'Asia/Shanghai', now(), false, 1)");
}
