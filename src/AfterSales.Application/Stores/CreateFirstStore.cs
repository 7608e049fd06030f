using AfterSales.Application.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Stores;

/// <summary>The first visitor of an empty product makes a store and becomes its owner. Of several at once, exactly one does.</summary>
public sealed class CreateFirstStore(IServiceScopeFactory scopes, TimeProvider time)
{
    public sealed record Input(string StoreName, string TimeZoneId, NewPerson Owner);

    /// <summary>The owner's id.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var account = new AccountScope(scopes);
        var db = account.Db;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Readers go on; whoever else creates a store waits here and then sees ours.
        await db.Database.ExecuteSqlAsync($"lock table stores in share row exclusive mode", ct);
        if (await db.Stores.AnyAsync(ct)) return Refusal.Rule("store.first_exists");

        var owner = await input.Owner.CreateAsync(account, Ids.New(now), now);
        if (!owner.Ok) return owner.Refusal;
        var store = StoreOpening.Open(db, input.StoreName, input.TimeZoneId, owner.Value.Id, owner.Value.DisplayName, now);
        if (!store.Ok) return InWords(store.Refusal);
        owner.Value.LastStoreId = store.Value.Id;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return owner.Value.Id;
    }

    // The form has a person's name too: the store's is called by its own field.
    private static Refusal InWords(Refusal refusal) =>
        refusal.Field == nameof(Domain.Stores.Store.Name) ? refusal with { Field = nameof(Input.StoreName) } : refusal;
}
