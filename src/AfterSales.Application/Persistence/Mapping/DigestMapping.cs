using AfterSales.Application.Insights;
using AfterSales.Application.People;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class DigestMapping : IEntityTypeConfiguration<Digest>, IEntityTypeConfiguration<DigestChoice>
{
    public void Configure(EntityTypeBuilder<Digest> builder)
    {
        builder.ToTable("digests");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Content).AsJson();
        // Made once, however many nodes look.
        builder.HasIndex(d => new { d.StoreId, d.Kind, d.First }).IsUnique();
        builder.HasIndex(d => new { d.StoreId, d.MadeAt, d.Id });
    }

    public void Configure(EntityTypeBuilder<DigestChoice> builder)
    {
        builder.ToTable("digest_choices");
        builder.HasKey(c => new { c.StoreId, c.PersonId });
        builder.Ignore(c => c.Wish);
        builder.HasOne<Store>().WithMany().HasForeignKey(c => c.StoreId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
    }
}
