using AfterSales.Domain.Customers;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Parcels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class OrderMapping :
    IEntityTypeConfiguration<Customer>,
    IEntityTypeConfiguration<StaffNote>,
    IEntityTypeConfiguration<FlagChange>,
    IEntityTypeConfiguration<PhoneReveal>,
    IEntityTypeConfiguration<Order>,
    IEntityTypeConfiguration<OrderLine>,
    IEntityTypeConfiguration<Parcel>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Nick).HasMaxLength(200);
        builder.Property(c => c.Flag!).AsJson();
        builder.Property(c => c.Extortion!).AsJson();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.StoreId, c.Nick }).IsUnique();
        builder.HasIndex(c => c.Nick).HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("ix_customers_nick_trgm");
    }

    public void Configure(EntityTypeBuilder<StaffNote> builder)
    {
        builder.ToTable("staff_notes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Text).HasMaxLength(StaffNote.MaxText);
        builder.Property(n => n.AuthorName).HasMaxLength(200);
        builder.HasIndex(n => new { n.CustomerId, n.At });
        builder.HasIndex(n => new { n.OrderId, n.At });
    }

    public void Configure(EntityTypeBuilder<FlagChange> builder)
    {
        builder.ToTable("flag_changes");
        builder.Property(f => f.Memo).HasMaxLength(500);
        builder.Property(f => f.AuthorName).HasMaxLength(200);
        builder.HasIndex(f => new { f.CustomerId, f.Id });
        builder.HasIndex(f => new { f.OrderId, f.Id });
    }

    public void Configure(EntityTypeBuilder<PhoneReveal> builder)
    {
        builder.ToTable("phone_reveals");
        builder.Property(r => r.PersonName).HasMaxLength(200);
        builder.HasIndex(r => new { r.OrderId, r.Id });
    }

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.OrderNo).HasMaxLength(64);
        builder.Property(o => o.Extra).AsJson();
        builder.Property(o => o.Flag!).AsJson();
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasIndex(o => new { o.StoreId, o.OrderNo }).IsUnique();
        builder.HasIndex(o => new { o.CustomerId, o.CreatedAt });
        builder.HasIndex(o => new { o.StoreId, o.CreatedAt, o.Id });
        // What was shipped on a day.
        builder.HasIndex(o => new { o.StoreId, o.ShippedAt }).HasFilter("shipped_at is not null");
        builder.HasIndex(o => new { o.StoreId, o.Status, o.CreatedAt, o.Id });
        builder.HasIndex(o => new { o.StoreId, o.BuyerNick });
        // Whose phone is this? Asked before a reply goes out.
        builder.HasIndex(o => new { o.StoreId, o.Phone }).HasFilter("phone is not null");
        // Whose data is it? Asked when a buyer asks for theirs.
        builder.HasIndex(o => new { o.StoreId, o.ReceiverName }).HasFilter("receiver_name is not null");
    }

    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("order_lines");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.OrderNo).HasMaxLength(64);
        builder.Property(l => l.LineKey).HasMaxLength(128);
        builder.Property(l => l.Extra).AsJson();
        builder.HasIndex(l => new { l.StoreId, l.OrderNo, l.LineKey }).IsUnique();
        builder.HasIndex(l => new { l.StoreId, l.StyleCode });
    }

    public void Configure(EntityTypeBuilder<Parcel> builder)
    {
        builder.ToTable("parcels");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.OrderNo).HasMaxLength(64);
        builder.Property(p => p.Waybill).HasMaxLength(64);
        builder.Property(p => p.Courier).HasMaxLength(80);
        builder.HasIndex(p => new { p.StoreId, p.OrderNo, p.Waybill }).IsUnique();
        builder.HasIndex(p => new { p.StoreId, p.Waybill });
    }
}
