using AfterSales.Application.Clocks;
using AfterSales.Domain.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class ClockMapping :
    IEntityTypeConfiguration<Clock>,
    IEntityTypeConfiguration<ClockTimer>,
    IEntityTypeConfiguration<ClockPause>,
    IEntityTypeConfiguration<ClockEvent>,
    IEntityTypeConfiguration<ClockPolicyVersion>
{
    public void Configure(EntityTypeBuilder<Clock> builder)
    {
        builder.ToTable("clocks");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Rule).AsJson();
        builder.Property(c => c.CalendarSnapshot!).AsJson();
        builder.HasMany(c => c.Pauses).WithOne().HasForeignKey(p => p.ClockId);
        builder.Navigation(c => c.Pauses).HasField("_pauses").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(c => new { c.SubjectId, c.StartedAt });
        // At most one clock of a kind runs for a case.
        builder.HasIndex(c => new { c.SubjectId, c.Kind }).IsUnique().HasFilter("stopped_at is null").HasDatabaseName("ux_clocks_running");
        builder.HasIndex(c => new { c.StoreId, c.DueAt }).HasFilter("stopped_at is null").HasDatabaseName("ix_clocks_running_by_due");
        // The buyers who are still to be asked, first the one whose time is over first.
        builder.HasIndex(c => new { c.StoreId, c.DueAt, c.Id }).HasFilter("stopped_at is null and kind = 'FollowUp'").HasDatabaseName("ix_clocks_follow_ups_owed");
    }

    public void Configure(EntityTypeBuilder<ClockTimer> builder)
    {
        builder.ToTable("clock_timers");
        builder.HasKey(t => new { t.ClockId, t.Kind, t.Ordinal });
        builder.HasOne<Clock>().WithMany().HasForeignKey(t => t.ClockId);
        builder.HasIndex(t => t.DueAt).HasFilter("fired_at is null").HasDatabaseName("ix_clock_timers_to_fire");
    }

    public void Configure(EntityTypeBuilder<ClockPause> builder)
    {
        builder.ToTable("clock_pauses");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.ClockId);
    }

    public void Configure(EntityTypeBuilder<ClockEvent> builder)
    {
        builder.ToTable("clock_events");
        builder.HasIndex(e => new { e.ClockId, e.Kind, e.Ordinal }).IsUnique();
        builder.HasIndex(e => new { e.StoreId, e.Id });
        builder.HasIndex(e => new { e.StoreId, e.FiredAt });
    }

    public void Configure(EntityTypeBuilder<ClockPolicyVersion> builder)
    {
        builder.ToTable("clock_policies");
        builder.HasKey(p => new { p.StoreId, p.Version });
        builder.Property(p => p.Policy).AsJson();
        builder.Property(p => p.ByName).HasMaxLength(200);
    }
}
