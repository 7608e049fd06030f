using AfterSales.Application.Feedback;
using AfterSales.Domain.Feedback;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class FeedbackMapping :
    IEntityTypeConfiguration<FeedbackItem>,
    IEntityTypeConfiguration<FeedbackCase>,
    IEntityTypeConfiguration<FeedbackStep>,
    IEntityTypeConfiguration<FeedbackPolicyVersion>,
    IEntityTypeConfiguration<Opinion>,
    IEntityTypeConfiguration<SameBatch>
{
    private const string UnderWay = "state in ('Open','Verified','Answered')";

    public void Configure(EntityTypeBuilder<FeedbackItem> builder)
    {
        builder.ToTable("feedback_items");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Style).HasMaxLength(100);
        builder.Property(i => i.Batch).HasMaxLength(90);
        builder.Property(i => i.Answer).HasMaxLength(FeedbackItem.MaxText);
        builder.Property(i => i.ActionText).HasMaxLength(FeedbackItem.MaxText);
        builder.Property(i => i.Version).IsConcurrencyToken();
        // One matter is asked of production once at a time, however many nodes look.
        builder.HasIndex(i => new { i.StoreId, i.Style, i.Batch, i.Defect }).IsUnique().HasFilter(UnderWay).HasDatabaseName("ux_feedback_items_under_way");
        // The list: all and those in one state, latest first; and what was closed of a style.
        builder.HasIndex(i => new { i.StoreId, i.OpenedAt, i.Id });
        builder.HasIndex(i => new { i.StoreId, i.State, i.OpenedAt, i.Id });
        builder.HasIndex(i => new { i.StoreId, i.Style, i.State });
    }

    public void Configure(EntityTypeBuilder<FeedbackCase> builder)
    {
        builder.ToTable("feedback_cases");
        builder.HasKey(f => new { f.ItemId, f.CaseId });
        builder.HasIndex(f => f.CaseId);
    }

    public void Configure(EntityTypeBuilder<FeedbackStep> builder)
    {
        builder.ToTable("feedback_steps");
        builder.Property(s => s.Note).HasMaxLength(FeedbackItem.MaxText);
        builder.Property(s => s.CaseNumber).HasMaxLength(24);
        builder.Property(s => s.ByName).HasMaxLength(100);
        builder.HasIndex(s => new { s.ItemId, s.Id });
    }

    public void Configure(EntityTypeBuilder<FeedbackPolicyVersion> builder)
    {
        builder.ToTable("feedback_policies");
        builder.HasKey(p => new { p.StoreId, p.Version });
        builder.Property(p => p.Policy).AsJson();
        builder.Property(p => p.ByName).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<Opinion> builder)
    {
        builder.ToTable("opinions");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Style).HasMaxLength(Opinion.MaxStyle);
        builder.Property(o => o.Note).HasMaxLength(Opinion.MaxNote);
        builder.Property(o => o.ByName).HasMaxLength(100);
        builder.Property(o => o.WithdrawnBy).HasMaxLength(100);
        builder.HasIndex(o => o.CaseId);
    }

    public void Configure(EntityTypeBuilder<SameBatch> builder)
    {
        builder.ToTable("same_batches");
        builder.HasKey(b => b.CaseId);
        builder.Property(b => b.CaseId).ValueGeneratedNever();
        builder.HasIndex(b => b.StoreId);
    }
}
