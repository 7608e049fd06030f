using AfterSales.Application.People.Pay;
using AfterSales.Domain.People.Pay;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class PayMapping :
    IEntityTypeConfiguration<PayPolicyVersion>,
    IEntityTypeConfiguration<PayGradeChange>,
    IEntityTypeConfiguration<PayEntry>,
    IEntityTypeConfiguration<PayDispute>,
    IEntityTypeConfiguration<ClosedMonth>,
    IEntityTypeConfiguration<ClosedSheet>
{
    private const int MaxPerson = 100;
    private const int MaxKey = 80;

    public void Configure(EntityTypeBuilder<PayPolicyVersion> builder)
    {
        builder.ToTable("pay_policies");
        builder.HasKey(p => new { p.StoreId, p.Version });
        builder.Property(p => p.Policy).AsJson();
        builder.Property(p => p.ByName).HasMaxLength(MaxPerson);
    }

    public void Configure(EntityTypeBuilder<PayGradeChange> builder)
    {
        builder.ToTable("pay_grades");
        builder.Property(g => g.Grade).HasMaxLength(PayPolicyCheck.MaxName);
        builder.Property(g => g.ByName).HasMaxLength(MaxPerson);
        builder.HasIndex(g => new { g.StoreId, g.FromMonth });
    }

    public void Configure(EntityTypeBuilder<PayEntry> builder)
    {
        builder.ToTable("pay_entries");
        builder.Property(e => e.Name).HasMaxLength(PayEntry.MaxName);
        builder.Property(e => e.ByName).HasMaxLength(MaxPerson);
        builder.HasIndex(e => new { e.StoreId, e.Month });
    }

    public void Configure(EntityTypeBuilder<PayDispute> builder)
    {
        builder.ToTable("pay_disputes");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Line).AsJson();
        builder.Property(d => d.LineKey).HasMaxLength(MaxKey);
        builder.Property(d => d.Words).HasMaxLength(PayDispute.MaxWords);
        builder.Property(d => d.Reason).HasMaxLength(PayDispute.MaxWords);
        builder.Property(d => d.DecidedBy).HasMaxLength(MaxPerson);
        builder.HasIndex(d => new { d.StoreId, d.Month });
        builder.HasIndex(d => new { d.StoreId, d.State, d.DecidedAt });
        // A line in dispute is not disputed twice.
        builder.HasIndex(d => new { d.StoreId, d.PersonId, d.Month, d.LineKey }).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("ux_pay_disputes_open");
    }

    public void Configure(EntityTypeBuilder<ClosedMonth> builder)
    {
        builder.ToTable("closed_months");
        builder.HasKey(m => new { m.StoreId, m.Month });
        builder.Property(m => m.Reason).HasMaxLength(ClosedMonth.MaxReason);
        builder.Property(m => m.ByName).HasMaxLength(MaxPerson);
    }

    public void Configure(EntityTypeBuilder<ClosedSheet> builder)
    {
        builder.ToTable("closed_sheets");
        builder.HasKey(s => new { s.StoreId, s.Month, s.PersonId });
        builder.Property(s => s.PersonName).HasMaxLength(MaxPerson);
        builder.Property(s => s.Grade).HasMaxLength(PayPolicyCheck.MaxName);
        builder.Property(s => s.Lines).AsJson();
    }
}
