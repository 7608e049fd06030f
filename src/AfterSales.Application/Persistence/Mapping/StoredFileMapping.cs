using AfterSales.Application.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class StoredFileMapping : IEntityTypeConfiguration<RegisteredFile>, IEntityTypeConfiguration<PartialUpload>
{
    public void Configure(EntityTypeBuilder<RegisteredFile> builder)
    {
        builder.ToTable("stored_files");
        builder.HasKey(f => f.Sha256);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.ContentType).HasMaxLength(80);
        builder.HasIndex(f => f.StoredAt);
        // Those that were never checked come first.
        builder.HasIndex(f => f.CheckedAt).HasNullSortOrder(NullSortOrder.NullsFirst);
        builder.HasIndex(f => f.Problem).HasFilter("problem is not null");
        builder.HasIndex(f => f.StoredAt).HasFilter("drawn_at is null").HasDatabaseName("ix_stored_files_to_draw");
    }

    public void Configure(EntityTypeBuilder<PartialUpload> builder)
    {
        builder.ToTable("partial_uploads");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Name).HasMaxLength(255);
        builder.Property(u => u.Sha256).HasMaxLength(64);
        builder.HasIndex(u => new { u.StoreId, u.PersonId });
        builder.HasIndex(u => u.TouchedAt);
    }
}
