using AfterSales.Application.Importing;
using AfterSales.Application.Integrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class ImportMapping :
    IEntityTypeConfiguration<Import>,
    IEntityTypeConfiguration<ImportRefusal>,
    IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("imports");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Kind).HasMaxLength(40);
        builder.Property(i => i.FileName).HasMaxLength(255);
        builder.Property(i => i.Sha256).HasMaxLength(64);
        builder.Property(i => i.FailureCode).HasMaxLength(80);
        builder.Property(i => i.WrittenThrough).HasMaxLength(80);
        builder.HasIndex(i => new { i.StoreId, i.CreatedAt });
        // Two people who start the same file at the same moment start it once.
        builder.HasIndex(i => new { i.StoreId, i.Sha256 }).IsUnique().HasFilter("state in ('Queued','Running')").HasDatabaseName("ux_imports_one_running_per_file");
        builder.HasIndex(i => i.CreatedAt).HasFilter("state in ('Queued','Running')").HasDatabaseName("ix_imports_to_do");
    }

    public void Configure(EntityTypeBuilder<ImportRefusal> builder)
    {
        builder.ToTable("import_refusals");
        builder.Property(r => r.Code).HasMaxLength(80);
        builder.Property(r => r.Sheet).HasMaxLength(80);
        builder.Property(r => r.RowText).HasMaxLength(400);
        builder.HasIndex(r => new { r.ImportId, r.Id });
        builder.HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId);
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.Property(o => o.Kind).HasMaxLength(40);
        builder.Property(o => o.Data).AsJson();
        builder.HasIndex(o => o.Id).HasFilter("delivered_at is null").HasDatabaseName("ix_outbox_undelivered");
    }
}
