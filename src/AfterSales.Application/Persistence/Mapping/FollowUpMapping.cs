using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Application.Persistence.Mapping;

internal sealed class FollowUpMapping : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        builder.ToTable("follow_ups");
        builder.Property(f => f.Words).HasMaxLength(FollowUpAnswer.MaxWords);
        builder.Property(f => f.ActorName).HasMaxLength(100);
        builder.HasIndex(f => new { f.CaseId, f.Id });
        // Of what counts, a cycle has one.
        builder.HasIndex(f => new { f.CaseId, f.Cycle }).IsUnique().HasFilter("outcome <> 'NotReached'").HasDatabaseName("ux_follow_ups_one_answer_per_cycle");
        // Who asked how many, and what they were told: counted by the day.
        builder.HasIndex(f => new { f.StoreId, f.At });
    }
}
