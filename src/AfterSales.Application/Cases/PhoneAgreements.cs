using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>What the use cases of agreements by phone (SPEC 2.3) have in common.</summary>
internal static class PhoneAgreements
{
    /// <summary>In the order in which they happened.</summary>
    internal static Task<List<PhoneAgreementEntry>> StepsAsync(StoreDb db, Guid caseId, CancellationToken ct) =>
        db.PhoneAgreements.AsNoTracking().Where(step => step.CaseId == caseId).OrderBy(step => step.Id).ToListAsync(ct);

    /// <summary>The words of an agreement, or of the reason to withdraw one.</summary>
    internal static Result<string> Words(string? text)
    {
        var words = PlainText.Storable(text ?? "").Trim();
        return PlainText.IsBlank(words) ? Refusal.Invalid("phone.words_needed") with { Field = nameof(Words) }
            : words.Length > PhoneAgreement.MaxWords ? Refusal.Invalid("phone.words_too_long", PhoneAgreement.MaxWords) with { Field = nameof(Words) }
            : words;
    }
}
