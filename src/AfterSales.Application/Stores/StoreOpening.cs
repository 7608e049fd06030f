using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;

namespace AfterSales.Application.Stores;

/// <summary>What every store has from its first moment. The one place where a store comes into being.</summary>
internal static class StoreOpening
{
    /// <summary>Adds the store and its owner; the caller saves.</summary>
    public static Result<Store> Open(SystemDb db, string name, string timeZoneId, Guid ownerId, string ownerName, DateTimeOffset now, bool isDemo = false)
    {
        var store = new Store(Ids.New(now), "", timeZoneId, now, isDemo);
        if (store.Describe(name, timeZoneId).Refusal is { } refusal) return refusal;
        db.Stores.Add(store);
        db.Memberships.Add(new(store.Id, ownerId, Role.Owner, now));
        db.ClockPolicies.Add(new(store.Id, 1, ClockPolicy.Default, now, ownerId, ownerName));
        AddDefaults(db, store.Id, now);
        db.Audit.Add(new(store.Id, AuditKind.StoreCreated, ownerId, ownerName, now, store.Name));
        return store;
    }

    /// <summary>What ships as files and is the store's own from then on: keywords, tags, playbooks.</summary>
    public static void AddDefaults(SystemDb db, Guid storeId, DateTimeOffset now)
    {
        db.Keywords.AddRange(DefaultKeywords.For(storeId));
        db.Tags.AddRange(DefaultTags.For(storeId, now));
        db.PlaybookVersions.AddRange(FirstPlaybooks.For(storeId, now));
    }
}
