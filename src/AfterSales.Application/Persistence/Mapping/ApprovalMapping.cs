using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class ApprovalMapping :
    IEntityTypeConfiguration<ApprovalRequest>,
    IEntityTypeConfiguration<ApprovalDecision>,
    IEntityTypeConfiguration<Delegation>,
    IEntityTypeConfiguration<SpendingPolicyVersion>
{
    public void Configure(EntityTypeBuilder<ApprovalRequest> builder)
    {
        builder.ToTable("approval_requests");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Remedy).HasMaxLength(40);
        builder.Property(a => a.Decider).HasMaxLength(20);
        builder.Property(a => a.Signatures).AsJson();
        builder.Property(a => a.Subject).AsJson();
        builder.Property(a => a.SubjectHash).HasMaxLength(64);
        builder.Property(a => a.RequestedBy).HasMaxLength(100);
        builder.Property(a => a.Note).HasMaxLength(ApprovalRequest.MaxReason);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasMany(a => a.Decisions).WithOne().HasForeignKey(d => d.RequestId);
        builder.HasIndex(a => new { a.CaseId, a.RequestedAt });
        // What is asked for is asked once.
        builder.HasIndex(a => a.ActionId).IsUnique().HasFilter("state in ('Open','AskedBack')").HasDatabaseName("ux_approval_requests_open");
        // The inbox: the oldest due first.
        builder.HasIndex(a => new { a.StoreId, a.RequestedAt, a.Id }).HasFilter("state = 'Open'").HasDatabaseName("ix_approval_requests_inbox");
        builder.HasIndex(a => new { a.StoreId, a.RequestedById, a.RequestedAt });
    }

    public void Configure(EntityTypeBuilder<ApprovalDecision> builder)
    {
        builder.ToTable("approval_decisions");
        builder.Property(d => d.SubjectHash).HasMaxLength(64);
        builder.Property(d => d.Reason).HasMaxLength(ApprovalRequest.MaxReason);
        builder.Property(d => d.ByName).HasMaxLength(100);
        builder.Property(d => d.ForName).HasMaxLength(100);
        builder.HasIndex(d => new { d.RequestId, d.Id });
        builder.HasIndex(d => new { d.StoreId, d.At });
    }

    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("delegations");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Reason).HasMaxLength(ApprovalRequest.MaxReason);
        builder.HasIndex(d => new { d.StoreId, d.ToId, d.End });
    }

    public void Configure(EntityTypeBuilder<SpendingPolicyVersion> builder)
    {
        builder.ToTable("spending_policies");
        builder.HasKey(p => new { p.StoreId, p.Version });
        builder.Property(p => p.Policy).AsJson();
        builder.Property(p => p.ByName).HasMaxLength(100);
    }
}
