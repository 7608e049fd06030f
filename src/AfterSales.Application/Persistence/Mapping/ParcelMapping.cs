using AfterSales.Domain.Parcels;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class ParcelMapping : IEntityTypeConfiguration<OwnerlessParcel>, IEntityTypeConfiguration<ParcelStep>, IEntityTypeConfiguration<Store>
{
    private const string Waiting = "state = 'Waiting'";

    /// <summary>Of two people who scan the same waybill at once, one takes it in.</summary>
    internal const string OneWaits = "ux_ownerless_parcels_one_waits";

    public void Configure(EntityTypeBuilder<OwnerlessParcel> builder)
    {
        builder.ToTable("ownerless_parcels");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Waybill).HasMaxLength(ScannedCode.Longest);
        builder.Property(p => p.Courier).HasMaxLength(OwnerlessParcel.MaxCourier);
        builder.Property(p => p.Sender).HasMaxLength(OwnerlessParcel.MaxText);
        builder.Property(p => p.Contents).HasMaxLength(OwnerlessParcel.MaxText);
        builder.Property(p => p.Photos).AsJson();
        builder.Property(p => p.TakenInBy).HasMaxLength(100);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.StoreId, p.Waybill }).IsUnique().HasFilter(Waiting).HasDatabaseName(OneWaits);
        // Those that were matched before: the rest of what a buyer sent may come under the same number.
        builder.HasIndex(p => new { p.StoreId, p.Waybill, p.EndedAt });
        builder.HasIndex(p => new { p.StoreId, p.ArrivedAt, p.Id }).HasFilter(Waiting).HasDatabaseName("ix_ownerless_parcels_waiting");
    }

    public void Configure(EntityTypeBuilder<ParcelStep> builder)
    {
        builder.ToTable("parcel_steps");
        builder.Property(s => s.Reason).HasMaxLength(OwnerlessParcel.MaxText);
        builder.Property(s => s.ByName).HasMaxLength(100);
        builder.HasIndex(s => new { s.ParcelId, s.Id });
    }

    public void Configure(EntityTypeBuilder<Store> builder)
    {
        builder.Property(s => s.WeighShare).HasPrecision(5, 4).HasDefaultValue(WeighTolerance.Default.Share);
        builder.Property(s => s.WeighGrams).HasDefaultValue(WeighTolerance.Default.Grams);
        builder.Ignore(s => s.WeighTolerance);
    }
}
