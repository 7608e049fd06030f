using AfterSales.Application.People;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class ShiftMapping :
    IEntityTypeConfiguration<Shift>,
    IEntityTypeConfiguration<ShiftTemplate>,
    IEntityTypeConfiguration<Leave>,
    IEntityTypeConfiguration<OpenDesk>,
    IEntityTypeConfiguration<PresenceChange>
{
    public void Configure(EntityTypeBuilder<Shift> builder)
    {
        builder.ToTable("shifts");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(ShiftHours.MaxName);
        builder.Property(s => s.PlannedBy).HasMaxLength(100);
        builder.Property(s => s.Reason).HasMaxLength(Shift.MaxReason);
        builder.Property(s => s.WithdrawnBy).HasMaxLength(100);
        builder.Property(s => s.WithdrawnBecause).HasMaxLength(Shift.MaxReason);
        builder.HasIndex(s => new { s.StoreId, s.Day, s.PersonId });
        // How long somebody was on shift while a buyer waited for them.
        builder.HasIndex(s => new { s.StoreId, s.PersonId, s.EndsAt }).HasFilter("withdrawn_at is null").HasDatabaseName("ix_shifts_of_person");
        // Who is on shift now, asked whenever the directory is read.
        builder.HasIndex(s => new { s.StoreId, s.EndsAt }).HasFilter("withdrawn_at is null").HasDatabaseName("ix_shifts_planned");
    }

    public void Configure(EntityTypeBuilder<ShiftTemplate> builder)
    {
        builder.ToTable("shift_templates");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(ShiftHours.MaxName);
        builder.HasIndex(t => new { t.StoreId, t.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Leave> builder)
    {
        builder.ToTable("leaves");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Reason).HasMaxLength(Leave.MaxReason);
        builder.Property(l => l.AskedBy).HasMaxLength(100);
        builder.Property(l => l.DecidedBy).HasMaxLength(100);
        builder.Property(l => l.DecidedBecause).HasMaxLength(Leave.MaxReason);
        // It is decided once: whoever decides must find it as they saw it.
        builder.Property(l => l.State).IsConcurrencyToken();
        builder.HasIndex(l => new { l.StoreId, l.PersonId, l.EndsAt });
        builder.HasIndex(l => new { l.StoreId, l.Id });
    }

    public void Configure(EntityTypeBuilder<OpenDesk> builder)
    {
        builder.ToTable("open_desks");
        builder.HasKey(d => new { d.StoreId, d.PersonId });
    }

    public void Configure(EntityTypeBuilder<PresenceChange> builder)
    {
        builder.ToTable("presence_changes");
        builder.HasIndex(c => new { c.StoreId, c.PersonId, c.At });
    }
}
