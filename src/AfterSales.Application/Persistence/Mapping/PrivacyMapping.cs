using AfterSales.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class PrivacyMapping : IEntityTypeConfiguration<Erasure>, IEntityTypeConfiguration<ErasedKey>, IEntityTypeConfiguration<ErasureSecret>, IEntityTypeConfiguration<PersonalCopy>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        // What lets histories be erased in its transaction has been decided by a second person, whoever writes it.
        builder.ToTable("erasures", table => table.HasCheckConstraint("ck_erasures_by_two",
            "(state = 'Erased') = (erased_in is not null) and (erased_in is null or (decided_by_id is not null and decided_by_id is distinct from requested_by_id))"));
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Reason).HasMaxLength(Erasure.MaxReason);
        builder.Property(e => e.RequestedBy).HasMaxLength(100);
        builder.Property(e => e.DecidedBy).HasMaxLength(100);
        builder.Property(e => e.Counts).AsJson();
        builder.HasIndex(e => e.CustomerId).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("ix_erasures_open");
        builder.HasIndex(e => new { e.CustomerId, e.RequestedAt });
        builder.HasIndex(e => new { e.StoreId, e.RequestedAt });
        builder.HasIndex(e => e.ErasedIn).HasFilter("erased_in is not null");
    }

    public void Configure(EntityTypeBuilder<ErasedKey> builder)
    {
        builder.ToTable("erased_keys");
        builder.HasKey(k => new { k.StoreId, k.Hash });
        builder.Property(k => k.Hash).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ErasureSecret> builder)
    {
        builder.ToTable("erasure_secrets");
        builder.HasKey(s => s.StoreId);
        builder.Property(s => s.StoreId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<PersonalCopy> builder)
    {
        builder.ToTable("personal_copies");
        builder.Property(c => c.ByName).HasMaxLength(100);
        builder.HasIndex(c => new { c.CustomerId, c.Id });
    }
}
