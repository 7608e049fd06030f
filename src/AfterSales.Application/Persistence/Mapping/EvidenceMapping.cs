using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class EvidenceMapping : IEntityTypeConfiguration<EvidenceItem>, IEntityTypeConfiguration<EvidenceAccess>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.ToTable("evidence");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Name).HasMaxLength(255);
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.Property(e => e.ContentType).HasMaxLength(80);
        builder.Property(e => e.Url).HasMaxLength(2000);
        builder.Property(e => e.Type).HasMaxLength(40);
        builder.Property(e => e.ArchiveName).HasMaxLength(ArchiveNames.MaxCustomer + 1);
        builder.Property(e => e.Label).HasMaxLength(EvidenceLabels.MaxLength);
        builder.Property(e => e.LineKey).HasMaxLength(128);
        builder.Property(e => e.VerdictReason).HasMaxLength(500);
        builder.Property(e => e.VerdictByName).HasMaxLength(100);
        builder.Property(e => e.RemovalReason).HasMaxLength(500);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(e => e.OriginalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.CaseId, e.AddedAt });
        builder.HasIndex(e => new { e.StoreId, e.Sha256 });
    }

    public void Configure(EntityTypeBuilder<EvidenceAccess> builder)
    {
        builder.ToTable("evidence_accesses");
        builder.Property(a => a.ByName).HasMaxLength(100);
        builder.HasIndex(a => new { a.StoreId, a.EvidenceId, a.Id });
    }
}
