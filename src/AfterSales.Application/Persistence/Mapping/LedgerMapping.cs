using System.Text.Json;
using AfterSales.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class LedgerMapping : IEntityTypeConfiguration<Payout>, IEntityTypeConfiguration<PayoutBatch>, IEntityTypeConfiguration<Posting>, IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<Payout> builder)
    {
        builder.ToTable("payouts");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.OrderNo).HasMaxLength(64);
        builder.Property(p => p.Remedy).HasMaxLength(40);
        builder.Property(p => p.Payee).HasMaxLength(Payout.MaxPayee);
        // Wide characters may come apart when payees are compared.
        builder.Property(p => p.PayeeKey).HasMaxLength(Payout.MaxPayee * 4);
        builder.Property(p => p.Shares).AsShares();
        builder.Property(p => p.Connector).HasMaxLength(40);
        builder.Property(p => p.SentKey).HasMaxLength(Payout.MaxKey);
        builder.Property(p => p.ReceiptNo).HasMaxLength(Payout.MaxReceipt);
        builder.Property(p => p.ReceiptKey).HasMaxLength(Payout.MaxReceipt);
        builder.Property(p => p.PayingByName).HasMaxLength(100);
        builder.Property(p => p.Trouble).HasMaxLength(Payout.MaxTrouble);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.ActionId).IsUnique().HasFilter("state <> 'Voided'").HasDatabaseName("ux_payouts_one_per_action");
        builder.HasIndex(p => p.CaseId);
        builder.HasIndex(p => new { p.StoreId, p.State, p.ApprovedAt, p.Id });
        // What a store granted today.
        builder.HasIndex(p => new { p.StoreId, p.ApprovedAt }).HasFilter("state <> 'Voided'");
        // The guard: payments of the same order, buyer or payee.
        builder.HasIndex(p => new { p.StoreId, p.CustomerId, p.RequestedAt });
        builder.HasIndex(p => new { p.StoreId, p.OrderNo, p.RequestedAt });
        builder.HasIndex(p => new { p.StoreId, p.PayeeKey, p.RequestedAt });
        builder.HasIndex(p => p.BatchId).HasFilter("batch_id is not null");
        // What the worker asks about.
        builder.HasIndex(p => p.SentAt).HasFilter("state = 'Sent'").HasDatabaseName("ix_payouts_under_way");
        builder.HasIndex(p => new { p.StoreId, p.SentAt });
        // One number of the platform is one payment.
        builder.HasIndex(p => new { p.StoreId, p.Method, p.ReceiptKey }).IsUnique().HasFilter("receipt_key is not null");
    }

    public void Configure(EntityTypeBuilder<PayoutBatch> builder)
    {
        builder.ToTable("payout_batches");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Platform).HasMaxLength(PayoutBatch.MaxPlatform);
        builder.Property(b => b.RequestKey).HasMaxLength(Payout.MaxKey);
        builder.Property(b => b.ByName).HasMaxLength(100);
        builder.Property(b => b.Lines).AsJson();
        // The same click makes one batch.
        builder.HasIndex(b => new { b.StoreId, b.RequestKey }).IsUnique();
        builder.HasIndex(b => new { b.StoreId, b.SentAt });
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
        builder.Property(e => e.PartyName).HasMaxLength(Share.MaxName);
        builder.HasIndex(e => e.PostingId);
        // Line by line.
        builder.HasIndex(e => new { e.StoreId, e.Id });
        // What couriers and suppliers owe.
        builder.HasIndex(e => new { e.StoreId, e.PostingId }).HasFilter("party in ('Courier','Supplier')").HasDatabaseName("ix_ledger_entries_owed");
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
