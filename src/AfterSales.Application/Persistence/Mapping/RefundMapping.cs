using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class RefundMapping : IEntityTypeConfiguration<PlatformRefund>
{
    public void Configure(EntityTypeBuilder<PlatformRefund> builder)
    {
        builder.ToTable("platform_refunds");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.RefundNo).HasMaxLength(64);
        builder.Property(r => r.OrderNo).HasMaxLength(64);
        builder.Property(r => r.Extra).AsJson();
        builder.HasIndex(r => new { r.StoreId, r.RefundNo }).IsUnique();
        builder.HasIndex(r => new { r.StoreId, r.OrderNo });
        builder.HasIndex(r => r.CaseId).HasFilter("case_id is not null");
        // Which refund a clock follows.
        builder.HasIndex(r => r.ClockId).HasFilter("clock_id is not null");
        builder.HasIndex(r => new { r.StoreId, r.Attention, r.RefundNo }).HasFilter("attention <> 'None'").HasDatabaseName("ix_platform_refunds_to_see_to");
    }
}
