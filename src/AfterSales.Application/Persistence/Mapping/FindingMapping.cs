using AfterSales.Application.Cases.Finding;
using AfterSales.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class FindingMapping : IEntityTypeConfiguration<CaseText>, IEntityTypeConfiguration<TextState>, IEntityTypeConfiguration<RecentFind>
{
    public void Configure(EntityTypeBuilder<CaseText> builder)
    {
        // Its index is one over an expression: FindingSql.
        builder.ToTable("case_texts");
        builder.HasKey(t => t.CaseId);
        builder.Property(t => t.CaseId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<TextState> builder)
    {
        builder.ToTable("text_states");
        builder.HasKey(s => s.StoreId);
        builder.Property(s => s.StoreId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<RecentFind> builder)
    {
        builder.ToTable("recent_finds");
        builder.Property(f => f.Text).HasMaxLength(SoughtWords.MaxText);
        builder.HasIndex(f => new { f.StoreId, f.PersonId, f.Text }).IsUnique().HasFilter("text is not null");
        builder.HasIndex(f => new { f.StoreId, f.PersonId, f.CaseId }).IsUnique().HasFilter("case_id is not null");
    }
}
