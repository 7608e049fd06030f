using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class KeepingMapping : IEntityTypeConfiguration<LegalHold>, IEntityTypeConfiguration<RemovalRequest>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.ToTable("legal_holds");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Reason).HasMaxLength(LegalHold.MaxReason);
        builder.Property(h => h.ReleaseReason).HasMaxLength(LegalHold.MaxReason);
        builder.Property(h => h.SetBy).HasMaxLength(100);
        builder.Property(h => h.ReleasedBy).HasMaxLength(100);
        builder.HasIndex(h => h.CaseId).IsUnique().HasFilter("released_at is null").HasDatabaseName("ix_legal_holds_standing");
        builder.HasIndex(h => new { h.StoreId, h.CaseId });
    }

    public void Configure(EntityTypeBuilder<RemovalRequest> builder)
    {
        builder.ToTable("removal_requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(RemovalRequest.MaxReason);
        builder.Property(r => r.RequestedBy).HasMaxLength(100);
        builder.Property(r => r.DecidedBy).HasMaxLength(100);
        builder.HasIndex(r => r.EvidenceId).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("ix_removal_requests_open");
        builder.HasIndex(r => new { r.StoreId, r.CaseId });
    }
}
