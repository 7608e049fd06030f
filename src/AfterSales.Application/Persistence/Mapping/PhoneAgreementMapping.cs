using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class PhoneAgreementMapping : IEntityTypeConfiguration<PhoneAgreementEntry>
{
    public void Configure(EntityTypeBuilder<PhoneAgreementEntry> builder)
    {
        builder.ToTable("phone_agreements");
        builder.Property(step => step.Words).HasMaxLength(PhoneAgreement.MaxWords);
        builder.Property(step => step.ActorName).HasMaxLength(100);
        builder.HasIndex(step => new { step.CaseId, step.Id });
    }
}
