using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class CaseMapping :
    IEntityTypeConfiguration<Case>,
    IEntityTypeConfiguration<CaseViewer>,
    IEntityTypeConfiguration<ViewerNode>,
    IEntityTypeConfiguration<HistoryEntry>,
    IEntityTypeConfiguration<Message>,
    IEntityTypeConfiguration<Keyword>,
    IEntityTypeConfiguration<StoreTag>
{
    public const string OpenCases = "state in ('New','Confirming','Analysing','Negotiating','Executing')";

    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Number).HasMaxLength(24);
        builder.Property(c => c.CustomerNick).HasMaxLength(200);
        builder.Property(c => c.OrderNo).HasMaxLength(64);
        builder.Property(c => c.Channel).HasMaxLength(40);
        builder.Property(c => c.LastText).HasMaxLength(Case.PreviewLength + 1);
        builder.Property(c => c.Flag!).AsJson();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Property<DateTimeOffset>(CaseLocks.ChangedAt);
        builder.HasIndex(CaseLocks.ChangedAt);
        builder.HasIndex(c => c.Number).IsUnique();
        // One buyer with the same order and an open case gets no second case (SPEC 2.2).
        builder.HasIndex(c => new { c.StoreId, c.CustomerId, c.OrderNo }).IsUnique().AreNullsDistinct(false)
            .HasFilter(OpenCases).HasDatabaseName("ux_cases_one_open_per_customer_and_order");
        builder.HasIndex(c => new { c.StoreId, c.CustomerId, c.OpenedAt });
        builder.HasIndex(c => new { c.StoreId, c.OrderNo });
        builder.HasIndex(c => new { c.StoreId, c.LastActivityAt, c.Id });
        builder.HasIndex(c => new { c.StoreId, c.OpenedAt, c.Id });
        // Lists by one of these, latest first: without an index of its own, what is rare would be looked for among all cases.
        // The one by state also finds the open ones.
        builder.HasIndex(c => new { c.StoreId, c.State, c.LastActivityAt, c.Id });
        builder.HasIndex(c => new { c.StoreId, c.Subtype, c.LastActivityAt, c.Id });
        builder.HasIndex(c => new { c.StoreId, c.AssigneeId, c.LastActivityAt, c.Id });
        // What a person has resolved and not closed yet: few among all that they ever had.
        builder.HasIndex(c => new { c.StoreId, c.AssigneeId }).HasFilter("state in ('Resolved','FollowUp')").HasDatabaseName("ix_cases_resolved_by_person");
        // What was closed so long ago that its evidence may go.
        builder.HasIndex(c => new { c.StoreId, c.ClosedAt }).IncludeProperties(c => new { c.Type }).HasFilter("state = 'Closed'").HasDatabaseName("ix_cases_closed");
    }

    // Who looks at a case is nobody's record: neither table is written ahead, and both may be empty after a crash.
    public void Configure(EntityTypeBuilder<CaseViewer> builder)
    {
        builder.ToTable("case_viewers").IsUnlogged();
        builder.HasKey(v => v.PageId);
        builder.Property(v => v.PageId).ValueGeneratedNever();
        builder.HasIndex(v => v.CaseId);
        builder.HasIndex(v => v.NodeId);
    }

    public void Configure(EntityTypeBuilder<ViewerNode> builder)
    {
        builder.ToTable("viewer_nodes").IsUnlogged();
        builder.Property(n => n.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.ToTable("case_history");
        builder.Property(h => h.Data).AsJson();
        builder.Property(h => h.ActorName).HasMaxLength(100);
        builder.HasIndex(h => new { h.CaseId, h.Id });
    }

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Channel).HasMaxLength(40);
        builder.Property(m => m.ExternalId).HasMaxLength(200);
        builder.Property(m => m.Text).HasMaxLength(Message.MaxText);
        builder.Property(m => m.AuthorName).HasMaxLength(200);
        builder.HasIndex(m => new { m.StoreId, m.Channel, m.ExternalId }).IsUnique().HasFilter("external_id is not null");
        builder.HasIndex(m => new { m.CaseId, m.SentAt, m.Id });
    }

    public void Configure(EntityTypeBuilder<Keyword> builder)
    {
        builder.ToTable("keywords");
        builder.HasKey(k => new { k.StoreId, k.Word });
        builder.Property(k => k.Word).HasMaxLength(Keyword.MaxWord);
    }

    public void Configure(EntityTypeBuilder<StoreTag> builder)
    {
        builder.ToTable("tags");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(Case.MaxTag);
        builder.Property(t => t.EnglishName).HasMaxLength(Case.MaxTag);
        builder.HasIndex(t => new { t.StoreId, t.Name }).IsUnique();
    }
}
