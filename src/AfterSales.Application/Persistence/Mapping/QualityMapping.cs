using AfterSales.Application.People.Quality;
using AfterSales.Domain.People.Quality;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class QualityMapping :
    IEntityTypeConfiguration<ScoreCardVersion>,
    IEntityTypeConfiguration<SamplingPlanVersion>,
    IEntityTypeConfiguration<QualityDraw>,
    IEntityTypeConfiguration<QualityCandidate>,
    IEntityTypeConfiguration<QualitySample>,
    IEntityTypeConfiguration<Assessment>
{
    private const int MaxPerson = 100;

    public void Configure(EntityTypeBuilder<ScoreCardVersion> builder)
    {
        builder.ToTable("score_cards");
        builder.HasKey(c => new { c.StoreId, c.Version });
        builder.Property(c => c.Card).AsJson();
        builder.Property(c => c.ByName).HasMaxLength(MaxPerson);
    }

    public void Configure(EntityTypeBuilder<SamplingPlanVersion> builder)
    {
        builder.ToTable("sampling_plans");
        builder.HasKey(p => new { p.StoreId, p.Version });
        builder.Property(p => p.Plan).AsJson();
        builder.Property(p => p.ByName).HasMaxLength(MaxPerson);
    }

    public void Configure(EntityTypeBuilder<QualityDraw> builder)
    {
        builder.ToTable("quality_draws");
        builder.HasKey(d => new { d.StoreId, d.Week });
        builder.Property(d => d.Seed).HasMaxLength(QualityDraw.SeedLength);
    }

    public void Configure(EntityTypeBuilder<QualityCandidate> builder)
    {
        builder.ToTable("quality_candidates");
        // In the order in which they are read.
        builder.HasKey(c => new { c.StoreId, c.Week, c.Why, c.PersonId, c.CaseId });
    }

    public void Configure(EntityTypeBuilder<QualitySample> builder)
    {
        builder.ToTable("quality_samples");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Why).AsJson();
        builder.Property(s => s.HandReason).HasMaxLength(QualitySample.MaxWords);
        builder.Property(s => s.AddedBy).HasMaxLength(MaxPerson);
        builder.Property(s => s.FirstBy).HasMaxLength(MaxPerson);
        builder.Property(s => s.SecondBy).HasMaxLength(MaxPerson);
        builder.Property(s => s.WithdrawnBecause).HasMaxLength(QualitySample.MaxWords);
        builder.Property(s => s.WithdrawnBy).HasMaxLength(MaxPerson);
        builder.Property(s => s.Answer).HasMaxLength(QualitySample.MaxWords);
        // Whatever is done twice, a person's work on a case is looked at once in a week; what was withdrawn is not looked at.
        builder.HasIndex(s => new { s.StoreId, s.Week, s.CaseId, s.PersonId }).IsUnique().HasFilter("state <> 'Withdrawn'");
        // As lists show them: the latest first, of a state, of a person, of a month.
        builder.HasIndex(s => new { s.StoreId, s.State, s.Day, s.Id });
        builder.HasIndex(s => new { s.StoreId, s.PersonId, s.Day, s.Id });
        builder.HasIndex(s => new { s.StoreId, s.Day, s.Id });
        builder.HasIndex(s => new { s.StoreId, s.Day, s.Id }, "ix_quality_samples_calibrating").HasFilter("state = 'Scored' and calibrates and second_by_id is null");
        builder.HasIndex(s => new { s.StoreId, s.Day, s.Id }, "ix_quality_samples_calibrated").HasFilter("second_by_id is not null");
        builder.HasIndex(s => s.CaseId);
    }

    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.ToTable("assessments");
        builder.Property(a => a.Scores).AsJson();
        builder.Property(a => a.Remarks).AsJson();
        builder.Property(a => a.Remark).HasMaxLength(Assessment.MaxWhole);
        builder.Property(a => a.Because).HasMaxLength(QualitySample.MaxWords);
        builder.Property(a => a.ByName).HasMaxLength(MaxPerson);
        builder.HasIndex(a => new { a.SampleId, a.Id });
    }
}
