using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class RemedyMapping : IEntityTypeConfiguration<CaseAction>, IEntityTypeConfiguration<ActionStep>
{
    private const string Open = "state not in ('Done','Voided','Failed')";

    public void Configure(EntityTypeBuilder<CaseAction> builder)
    {
        builder.ToTable("case_actions");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Word).HasMaxLength(40);
        builder.Property(a => a.RequestKey).HasMaxLength(64);
        builder.Property(a => a.Shares!).AsShares();
        builder.Property(a => a.Courier).HasMaxLength(ActionDetails.MaxCourier);
        builder.Property(a => a.Waybill).HasMaxLength(ActionDetails.MaxNumber);
        builder.Property(a => a.Reference).HasMaxLength(ActionDetails.MaxNumber);
        builder.Property(a => a.Note).HasMaxLength(ActionDetails.MaxText);
        builder.Property(a => a.Inspection!).AsJson();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new { a.CaseId, a.AgreedAt });
        // The same click agrees once.
        builder.HasIndex(a => new { a.StoreId, a.RequestKey }).IsUnique().HasFilter("request_key is not null");
        // What a desk has to do, the earliest due first.
        builder.HasIndex(a => new { a.StoreId, a.Desk, a.Flow, a.DueAt, a.Id }).HasFilter(Open).HasDatabaseName("ix_case_actions_to_do");
        // A parcel that is scanned.
        builder.HasIndex(a => new { a.StoreId, a.Waybill }).HasFilter("waybill is not null");
    }

    public void Configure(EntityTypeBuilder<ActionStep> builder)
    {
        builder.ToTable("action_steps");
        builder.Property(s => s.Details).AsJson();
        builder.Property(s => s.ByName).HasMaxLength(100);
        builder.HasIndex(s => new { s.ActionId, s.Id });
    }
}
