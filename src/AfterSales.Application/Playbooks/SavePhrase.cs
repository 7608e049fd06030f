using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="Phrase">A word of <see cref="OutcomeCatalogue.Phrases"/>.</param>
/// <param name="Tongue"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Saying">What the store says; nothing goes back to what the product says.</param>
public sealed record SavePhraseInput(string Phrase, string Tongue, string Saying);

/// <summary>Says a phrase in the store's own words. Agents see it from their next look at a case.</summary>
public sealed class SavePhrase(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(SavePhraseInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        if (OutcomeCatalogue.Phrases.PlaceOf(input.Phrase) < 0 || !Store.Languages.Contains(input.Tongue)) return Refusal.NotFound("phrase.not_found", input.Phrase);
        if (PhraseTexts.WhyNot(input.Saying) is { } refusal) return refusal;

        await using var db = databases.For(actor);
        var own = await db.Phrases.SingleOrDefaultAsync(p => p.Key == input.Phrase && p.Language == input.Tongue, ct);
        var isReset = PlainText.IsBlank(input.Saying);
        if (isReset && own is null) return Result.Done;
        if (isReset) db.Phrases.Remove(own!);
        else
        {
            if (own is null) db.Phrases.Add(own = new(actor.StoreId, input.Phrase, input.Tongue));
            own.Say(PlainText.Name(input.Saying), actor, time.GetUtcNow());
        }
        db.Audit.Add(AuditEntry.By(actor, isReset ? AuditKind.PhraseReset : AuditKind.PhraseSaved, time.GetUtcNow(), input.Phrase, input.Tongue));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || UniqueViolation.Is(e))
        {
            return Refusal.Conflict("phrase.stale");
        }
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
