using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class ReportMapping : IEntityTypeConfiguration<Occurrence>, IEntityTypeConfiguration<RollUp>, IEntityTypeConfiguration<ReportState>
{
    private const int MaxKey = 200;

    public void Configure(EntityTypeBuilder<Occurrence> builder)
    {
        builder.ToTable("occurrences");
        builder.HasKey(o => new { o.CaseId, o.Kind, o.Key });
        builder.Property(o => o.Key).HasMaxLength(MaxKey);
        builder.Property(o => o.Hour).HasMaxLength(4);
        // The cases behind a number: of a kind, the latest first; what few have by an index of its own.
        builder.HasIndex(o => new { o.StoreId, o.Kind, o.Day, o.At });
        builder.HasIndex(o => new { o.StoreId, o.PersonId, o.Kind, o.Day }).HasFilter("person_id is not null");
        builder.HasIndex(o => new { o.StoreId, o.Style, o.Kind, o.Day }).HasFilter("style is not null");
        builder.HasIndex(o => new { o.StoreId, o.Supplier, o.Kind, o.Day }).HasFilter("supplier is not null");
    }

    public void Configure(EntityTypeBuilder<RollUp> builder)
    {
        builder.ToTable("roll_ups");
        // As they are read: of one measure and cut, what lies between two days.
        builder.HasKey(r => new { r.StoreId, r.Measure, r.Cut, r.Span, r.Starts, r.Key });
        builder.Property(r => r.Measure).HasMaxLength(80);
        builder.Property(r => r.Key).HasMaxLength(MaxKey);
        builder.Property(r => r.Yuan).HasPrecision(16, 2);
        // How many pieces of one style or batch were shipped: one key among all of many days.
        builder.HasIndex(r => new { r.StoreId, r.Cut, r.Key, r.Starts }).HasFilter($"measure = '{SoldMeasures.ShippedOn}' and span = 'Day'").HasDatabaseName("ix_roll_ups_shipped_on");
    }

    public void Configure(EntityTypeBuilder<ReportState> builder)
    {
        builder.ToTable("report_states");
        builder.HasKey(s => s.StoreId);
        builder.Property(s => s.TimeZoneId).HasMaxLength(80);
    }
}
