using AfterSales.Application.Playbooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class PlaybookMapping :
    IEntityTypeConfiguration<PlaybookVersion>,
    IEntityTypeConfiguration<PlaybookDraft>,
    IEntityTypeConfiguration<CaseFact>,
    IEntityTypeConfiguration<CaseEvaluation>,
    IEntityTypeConfiguration<StorePhrase>,
    IEntityTypeConfiguration<OwnPhrase>
{
    private const int MaxName = 40;

    public void Configure(EntityTypeBuilder<PlaybookVersion> builder)
    {
        builder.ToTable("playbook_versions");
        builder.HasKey(p => new { p.StoreId, p.Name, p.Version });
        builder.Property(p => p.Name).HasMaxLength(MaxName);
        builder.Property(p => p.Hash).HasMaxLength(64);
        builder.Property(p => p.Note).HasMaxLength(PlaybookDraft.MaxNote);
    }

    public void Configure(EntityTypeBuilder<PlaybookDraft> builder)
    {
        builder.ToTable("playbook_drafts");
        builder.HasKey(p => new { p.StoreId, p.Name });
        builder.Property(p => p.Name).HasMaxLength(MaxName);
        builder.Property(p => p.Note).HasMaxLength(PlaybookDraft.MaxNote);
        builder.Ignore(p => p.Seen);
        builder.Property(p => p.SentBackBecause).HasMaxLength(PlaybookDraft.MaxNote);
        builder.Property(p => p.Id).IsConcurrencyToken();
        builder.Property(p => p.Revision).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<CaseFact> builder)
    {
        builder.ToTable("case_facts");
        builder.Property(f => f.Playbook).HasMaxLength(MaxName);
        builder.Property(f => f.Name).HasMaxLength(MaxName);
        // What was said last of each fact is found without sorting what was said before.
        builder.HasIndex(f => new { f.CaseId, f.Playbook, f.Name, f.Id }).IsDescending(false, false, false, true);
    }

    public void Configure(EntityTypeBuilder<CaseEvaluation> builder)
    {
        builder.ToTable("case_evaluations");
        builder.Property(e => e.Playbook).HasMaxLength(MaxName);
        builder.Property(e => e.Facts).AsJson();
        builder.Property(e => e.Spoke).AsJson();
        builder.Property(e => e.Responsible).HasMaxLength(40);
        builder.HasIndex(e => new { e.CaseId, e.Id });
    }

    public void Configure(EntityTypeBuilder<StorePhrase> builder)
    {
        builder.ToTable("phrases");
        builder.HasKey(p => new { p.StoreId, p.Key, p.Language });
        builder.Property(p => p.Key).HasMaxLength(MaxName);
        builder.Property(p => p.Language).HasMaxLength(10);
        builder.Property(p => p.Text).HasMaxLength(StorePhrase.MaxText);
    }

    public void Configure(EntityTypeBuilder<OwnPhrase> builder)
    {
        builder.ToTable("own_phrases");
        builder.HasKey(p => new { p.StoreId, p.Key });
        builder.Property(p => p.Key).HasMaxLength(MaxName);
        builder.Property(p => p.Name).HasMaxLength(OwnPhrase.MaxName);
    }
}
