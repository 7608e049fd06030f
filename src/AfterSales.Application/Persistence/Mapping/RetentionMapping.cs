using AfterSales.Application.Evidence.Keeping;
using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class RetentionMapping : IEntityTypeConfiguration<RetentionPolicyVersion>, IEntityTypeConfiguration<RetentionProposal>, IEntityTypeConfiguration<RetentionRun>
{
    public void Configure(EntityTypeBuilder<RetentionPolicyVersion> builder)
    {
        builder.ToTable("retention_policies");
        builder.HasKey(p => new { p.StoreId, p.Version });
        builder.Property(p => p.Policy).AsJson();
        builder.Property(p => p.ByName).HasMaxLength(100);
        builder.Property(p => p.ProposedBy).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<RetentionProposal> builder)
    {
        builder.ToTable("retention_proposals");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Policy).AsJson();
        builder.Property(p => p.ProposedBy).HasMaxLength(100);
        builder.Property(p => p.DecidedBy).HasMaxLength(100);
        builder.HasIndex(p => p.StoreId).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("ux_retention_proposals_open");
    }

    public void Configure(EntityTypeBuilder<RetentionRun> builder)
    {
        builder.ToTable("retention_runs");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kept).AsJson();
        builder.HasIndex(r => new { r.StoreId, r.StartedAt });
        builder.HasIndex(r => r.StoreId).IsUnique().HasFilter("ended_at is null").HasDatabaseName("ux_retention_runs_under_way");
    }
}
