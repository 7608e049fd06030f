using System.Text.Json;
using AfterSales.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class LedgerMapping : IEntityTypeConfiguration<Payout>, IEntityTypeConfiguration<Posting>, IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<Payout> builder)
    {
        builder.ToTable("payouts");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.OrderNo).HasMaxLength(64);
        builder.Property(p => p.Remedy).HasMaxLength(40);
        builder.Property(p => p.Payee).HasMaxLength(Payout.MaxPayee);
        builder.Property(p => p.Shares).AsShares();
        builder.Property(p => p.Connector).HasMaxLength(40);
        builder.Property(p => p.ReceiptNo).HasMaxLength(64);
        builder.Property(p => p.Trouble).HasMaxLength(500);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.ActionId).IsUnique().HasFilter("state <> 'Voided'").HasDatabaseName("ux_payouts_one_per_action");
        builder.HasIndex(p => p.CaseId);
        builder.HasIndex(p => new { p.StoreId, p.State, p.ApprovedAt, p.Id });
        // What a store granted today.
        builder.HasIndex(p => new { p.StoreId, p.ApprovedAt }).HasFilter("state <> 'Voided'");
        // The guard: payments of the same order, buyer or payee.
        builder.HasIndex(p => new { p.StoreId, p.CustomerId, p.RequestedAt });
        builder.HasIndex(p => new { p.StoreId, p.OrderNo, p.RequestedAt });
        builder.HasIndex(p => new { p.StoreId, p.Payee, p.RequestedAt });
    }

    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.ToTable("ledger_postings");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Key).HasMaxLength(100);
        builder.Property(p => p.ByName).HasMaxLength(100);
        builder.HasMany(p => p.Entries).WithOne().HasForeignKey(e => e.PostingId);
        // Each step is booked once.
        builder.HasIndex(p => new { p.StoreId, p.Key }).IsUnique();
        builder.HasIndex(p => new { p.StoreId, p.At });
        builder.HasIndex(p => p.CaseId);
        builder.HasIndex(p => p.PayoutId);
    }

    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger_entries");
        builder.Property(e => e.PartyName).HasMaxLength(64);
        builder.HasIndex(e => e.PostingId);
    }
}

internal static class SharesColumn
{
    /// <summary>Shares as the list of their parts; they were checked when they were made.</summary>
    public static PropertyBuilder<Shares> AsShares(this PropertyBuilder<Shares> property)
    {
        property.HasColumnType("jsonb").HasConversion(
            shares => JsonSerializer.Serialize(shares.Parts, Json.Options),
            text => Shares.Of(JsonSerializer.Deserialize<Share[]>(text, Json.Options)!).Value!);
        return property;
    }
}
