using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class EvidenceMapping : IEntityTypeConfiguration<EvidenceItem>, IEntityTypeConfiguration<EvidenceAccess>, IEntityTypeConfiguration<AlikePicture>
{
    /// <summary>What the archive shows: has a file, and was not removed.</summary>
    private const string Kept = "sha256 is not null and removed_at is null";

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
        // Also what a store keeps in all is summed up from it.
        builder.HasIndex(e => new { e.StoreId, e.Sha256 }).IncludeProperties(e => new { e.Size });
        builder.HasIndex(e => e.Sha256);
        // What is left of a case: how much, and since when.
        builder.HasIndex(e => e.CaseId).IncludeProperties(e => new { e.Size, e.AddedAt }).HasFilter("removed_at is null").HasDatabaseName("ix_evidence_left_of_case");
        // The archive. Each has the list's order, and in it every other column that a filter may name, so that what does not fit is passed over without being read.
        builder.HasIndex(e => new { e.StoreId, e.AddedAt, e.Id }).IncludeProperties(e => new { e.Type, e.Label, e.Verdict, e.AddedById }).HasFilter(Kept).HasDatabaseName("ix_evidence_archive");
        builder.HasIndex(e => new { e.StoreId, e.Type, e.AddedAt, e.Id }).IncludeProperties(e => new { e.Label, e.Verdict, e.AddedById, e.Size }).HasFilter(Kept).HasDatabaseName("ix_evidence_archive_type");
        builder.HasIndex(e => new { e.StoreId, e.Label, e.AddedAt, e.Id }).IncludeProperties(e => new { e.Type, e.Verdict, e.AddedById }).HasFilter(Kept).HasDatabaseName("ix_evidence_archive_label");
        builder.HasIndex(e => new { e.StoreId, e.AddedById, e.AddedAt, e.Id }).IncludeProperties(e => new { e.Type, e.Label, e.Verdict }).HasFilter(Kept).HasDatabaseName("ix_evidence_archive_person");
        builder.HasIndex(e => new { e.StoreId, e.Verdict, e.AddedAt, e.Id }).IncludeProperties(e => new { e.Type, e.Label, e.AddedById }).HasFilter(Kept).HasDatabaseName("ix_evidence_archive_verdict");
    }

    public void Configure(EntityTypeBuilder<EvidenceAccess> builder)
    {
        builder.ToTable("evidence_accesses");
        builder.Property(a => a.ByName).HasMaxLength(100);
        builder.HasIndex(a => new { a.StoreId, a.EvidenceId, a.Id });
    }

    public void Configure(EntityTypeBuilder<AlikePicture> builder)
    {
        builder.ToTable("alike_pictures");
        builder.HasKey(a => new { a.EvidenceId, a.OtherId });
        builder.HasIndex(a => a.OtherId);
    }
}
