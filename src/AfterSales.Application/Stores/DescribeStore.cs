using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores;

/// <summary>Renames a store, moves it to another time zone, or says where it ships from, what it keeps of the price and in which language it speaks to buyers: any store whose stores one manages, not only the one worked in.</summary>
public sealed class DescribeStore(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <summary>The whole description as it should be.</summary>
    /// <param name="StoreId">Which.</param>
    /// <param name="Version">The version that the user saw.</param>
    /// <param name="Name">Up to 80 characters.</param>
    /// <param name="TimeZoneId">IANA id.</param>
    /// <param name="Province">Where parcels start.</param>
    /// <param name="City">Where parcels start.</param>
    /// <param name="MarginShare">What part of the price is usually left, from 0 to 1.</param>
    /// <param name="Language">In which buyers are spoken to.</param>
    public sealed record Input(Guid StoreId, int Version, string Name, string TimeZoneId, string? Province, string? City, decimal? MarginShare, string Language);

    public async Task<Result> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        await using var db = databases.For(input.StoreId);
        var roles = await db.RolesOfAsync(actor.PersonId, ct);
        if (!Authority.Of(roles).Contains(Permission.ManageStores)) return Refusal.Forbidden();
        var store = await db.Stores.SingleAsync(s => s.Id == input.StoreId, ct);
        db.Entry(store).Property(s => s.Version).OriginalValue = input.Version;
        if (store.Describe(input.Name, input.TimeZoneId).Refusal is { } refusal) return refusal;
        if (store.DescribeTrade(input.Province, input.City, input.MarginShare).Refusal is { } unsaid) return unsaid;
        if (store.SpeakIn(input.Language).Refusal is { } unspoken) return unspoken;
        db.Audit.Add(new(store.Id, AuditKind.StoreDescribed, actor.Id, actor.Name, time.GetUtcNow(), store.Name,
            [store.TimeZoneId, store.Language, .. new[] { $"{store.Province} {store.City}".Trim(), store.MarginShare?.ToString("0.##%", System.Globalization.CultureInfo.InvariantCulture) }.Where(said => !string.IsNullOrEmpty(said)).OfType<string>()]));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Conflict("store.stale", store.Name);
        }
        signal.StoreChanged(store.Id);
        return Result.Done;
    }
}
