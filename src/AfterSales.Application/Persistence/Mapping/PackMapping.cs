using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class PackMapping : IEntityTypeConfiguration<EvidencePack>, IEntityTypeConfiguration<PackFile>
{
    public void Configure(EntityTypeBuilder<EvidencePack> builder)
    {
        builder.ToTable("evidence_packs");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.RequestedBy).HasMaxLength(100);
        builder.Property(p => p.Failure).HasMaxLength(80);
        builder.Property(p => p.FailureOf).HasMaxLength(255);
        builder.Property(p => p.ManifestSha256).HasMaxLength(64);
        builder.HasIndex(p => new { p.StoreId, p.CaseId, p.RequestedAt });
        // What is still to be made, in its order; and one at a time of each case.
        builder.HasIndex(p => p.RequestedAt).HasFilter("ended_at is null").HasDatabaseName("ix_evidence_packs_open");
        builder.HasIndex(p => p.CaseId).IsUnique().HasFilter("ended_at is null").HasDatabaseName("ix_evidence_packs_one_at_a_time");
    }

    public void Configure(EntityTypeBuilder<PackFile> builder)
    {
        builder.ToTable("evidence_pack_files");
        builder.HasKey(f => new { f.PackId, f.Place });
        builder.Property(f => f.Path).HasMaxLength(400);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.At).HasColumnType("timestamp without time zone");
        builder.HasOne<EvidencePack>().WithMany().HasForeignKey(f => f.PackId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(f => f.EvidenceId).HasFilter("evidence_id is not null");
    }
}
