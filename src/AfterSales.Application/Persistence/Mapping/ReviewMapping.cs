using AfterSales.Application.Reviews;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class ReviewMapping :
    IEntityTypeConfiguration<Review>,
    IEntityTypeConfiguration<ReviewReply>,
    IEntityTypeConfiguration<ReviewOffer>,
    IEntityTypeConfiguration<LineMark>,
    IEntityTypeConfiguration<ExtortionChange>,
    IEntityTypeConfiguration<ReviewPolicyVersion>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("reviews");
        builder.HasKey(r => r.CaseId);
        builder.Property(r => r.CaseId).ValueGeneratedNever();
        builder.Ignore(r => r.Details);
        builder.Property(r => r.Text).HasMaxLength(ReviewDetails.MaxText);
        builder.Property(r => r.NewText).HasMaxLength(ReviewDetails.MaxText);
        builder.Property(r => r.OrderNo).HasMaxLength(ReviewDetails.MaxStyle);
        builder.Property(r => r.Style).HasMaxLength(ReviewDetails.MaxStyle);
        builder.Property(r => r.Link).HasMaxLength(ReviewDetails.MaxLink);
        builder.Property(r => r.RecordedBy).HasMaxLength(100);
        builder.Property(r => r.OutcomeBy).HasMaxLength(100);
        builder.Property(r => r.Version).IsConcurrencyToken();
        // The list, newest first: all, and those with one outcome or none yet.
        builder.HasIndex(r => new { r.StoreId, r.RecordedAt, r.CaseId });
        builder.HasIndex(r => new { r.StoreId, r.Outcome, r.RecordedAt, r.CaseId });
        // What was concluded lately.
        builder.HasIndex(r => new { r.StoreId, r.OutcomeAt }).HasFilter("outcome is not null");
    }

    public void Configure(EntityTypeBuilder<ReviewReply> builder)
    {
        builder.ToTable("review_replies");
        builder.Property(r => r.Text).HasMaxLength(ReviewDetails.MaxText);
        builder.Property(r => r.ActorName).HasMaxLength(100);
        builder.HasIndex(r => new { r.CaseId, r.Id });
    }

    public void Configure(EntityTypeBuilder<ReviewOffer> builder)
    {
        builder.ToTable("review_offers");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Remedy).HasMaxLength(40);
        builder.Property(o => o.ByName).HasMaxLength(100);
        builder.HasIndex(o => new { o.CaseId, o.At });
    }

    public void Configure(EntityTypeBuilder<LineMark> builder)
    {
        builder.ToTable("line_marks");
        builder.HasKey(m => m.MessageId);
        builder.Property(m => m.MessageId).ValueGeneratedNever();
        builder.Property(m => m.ByName).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<ExtortionChange> builder)
    {
        builder.ToTable("extortion_changes");
        builder.Property(c => c.Reason).HasMaxLength(ExtortionFlag.MaxReason);
        builder.Property(c => c.CaseNumber).HasMaxLength(24);
        builder.Property(c => c.ActorName).HasMaxLength(100);
        builder.HasIndex(c => new { c.CustomerId, c.Id });
    }

    public void Configure(EntityTypeBuilder<ReviewPolicyVersion> builder)
    {
        builder.ToTable("review_policies");
        builder.HasKey(p => new { p.StoreId, p.Version });
        builder.Property(p => p.Policy).AsJson();
        builder.Property(p => p.ByName).HasMaxLength(100);
    }
}
