using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Stores;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class PeopleMapping :
    IEntityTypeConfiguration<Store>,
    IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<Membership>,
    IEntityTypeConfiguration<Invite>,
    IEntityTypeConfiguration<ApiKey>,
    IEntityTypeConfiguration<EndedSession>,
    IEntityTypeConfiguration<AuditEntry>,
    IEntityTypeConfiguration<Notification>,
    IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<Store> builder)
    {
        builder.ToTable("stores");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(80);
        builder.Property(s => s.TimeZoneId).HasMaxLength(64);
        builder.Property(s => s.Language).HasMaxLength(10).HasDefaultValue(Store.Languages[0]);
        builder.Property(s => s.MarginShare).HasPrecision(6, Store.SharePlaces);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.DisplayName).HasMaxLength(80);
        builder.Property(p => p.Language).HasMaxLength(10);
        builder.HasIndex(p => p.NormalizedEmail).IsUnique();   // people sign in with it
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("person_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("person_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("person_tokens");

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.HasKey(m => new { m.StoreId, m.PersonId, m.Role });
        builder.HasIndex(m => m.PersonId);
        builder.HasOne<Store>().WithMany().HasForeignKey(m => m.StoreId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }

    public void Configure(EntityTypeBuilder<Invite> builder)
    {
        builder.ToTable("invites");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Name).HasMaxLength(80);
        builder.Property(i => i.TokenHash).HasMaxLength(64);
        builder.PrimitiveCollection(i => i.Roles).ElementType().HasConversion<string>();
        // A link is used once: whoever accepts or withdraws must find it untouched.
        builder.Property(i => i.AcceptedAt).IsConcurrencyToken();
        builder.Property(i => i.WithdrawnAt).IsConcurrencyToken();
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => i.StoreId);
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Name).HasMaxLength(80);
        builder.Property(k => k.Prefix).HasMaxLength(16);
        builder.Property(k => k.SecretHash).HasMaxLength(64);
        builder.HasIndex(k => k.SecretHash).IsUnique();
        builder.HasIndex(k => k.StoreId);
    }

    public void Configure(EntityTypeBuilder<EndedSession> builder)
    {
        builder.ToTable("ended_sessions");
        builder.Property(s => s.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("store_audit");
        builder.Property(a => a.ByName).HasMaxLength(80);
        builder.Property(a => a.Subject).HasMaxLength(80);
        builder.HasIndex(a => new { a.StoreId, a.Id });
    }

    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Kind).HasMaxLength(40);
        builder.Property(n => n.Key).HasMaxLength(120);
        builder.Property(n => n.CaseNumber).HasMaxLength(24);
        builder.Property(n => n.Data).AsJson();
        builder.HasIndex(n => new { n.PersonId, n.Key }).IsUnique();
        builder.HasIndex(n => new { n.PersonId, n.At, n.Id });
        builder.HasIndex(n => new { n.PersonId, n.StoreId }).HasFilter("read_at is null").HasDatabaseName("ix_notifications_unread");
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_keys");
}
