using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <param name="Key">Which one is changed; null adds one.</param>
/// <param name="Name">What it is called where it is picked, up to <see cref="OwnPhrase.MaxName"/> characters.</param>
/// <param name="Sayings">What is said, by language; the store's own language must be among them.</param>
public sealed record SaveOwnPhraseInput(string? Key, string Name, IReadOnlyDictionary<string, string> Sayings);

/// <summary>Adds a phrase of the store's own invention, or changes one. It is said where a row of a playbook says its key.</summary>
public sealed class SaveOwnPhrase(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <summary>More than anybody picks from.</summary>
    public const int MostPhrases = 200;

    /// <summary>Its key.</summary>
    public async Task<Result<string>> ExecuteAsync(SaveOwnPhraseInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        var name = PlainText.Name(input.Name);
        if (PlainText.IsBlank(name)) return Refusal.Invalid("phrase.name_needed") with { Field = nameof(input.Name) };
        if (name.Length > OwnPhrase.MaxName) return Refusal.Invalid("phrase.name_too_long", OwnPhrase.MaxName) with { Field = nameof(input.Name) };
        var sayings = Store.Languages.ToDictionary(language => language, language => PlainText.Name(input.Sayings.GetValueOrDefault(language, "")));

        await using var db = databases.For(actor);
        var speaks = await db.Stores.Where(s => s.Id == actor.StoreId).Select(s => s.Language).SingleAsync(ct);
        if (WhyNot(sayings, speaks) is { } refusal) return refusal;
        var phrases = await db.OwnPhrases.Where(p => !p.IsRetired || p.Key == input.Key).ToListAsync(ct);
        if (phrases.Exists(p => p.Name == name && p.Key != input.Key)) return Refusal.Rule("phrase.name_taken", name) with { Field = nameof(input.Name) };
        var phrase = phrases.Find(p => p.Key == input.Key);
        if (input.Key is { } key && phrase is null) return Refusal.NotFound("phrase.not_found", key);
        if (phrase is null && phrases.Count >= MostPhrases) return Refusal.Rule("phrase.too_many", MostPhrases);
        var kind = phrase is null ? AuditKind.PhraseAdded : AuditKind.PhraseSaved;
        if (phrase is null) db.OwnPhrases.Add(phrase = new(actor.StoreId, name));
        phrase.Call(name);
        await SayAsync(db, phrase.Key, sayings, actor, time.GetUtcNow(), ct);
        db.Audit.Add(AuditEntry.By(actor, kind, time.GetUtcNow(), name, sayings.Where(saying => saying.Value.Length > 0).Select(saying => saying.Key)));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || UniqueViolation.Is(e))
        {
            return Refusal.Conflict("phrase.stale");
        }
        signal.StoreChanged(actor.StoreId);
        return phrase.Key;
    }

    private static Refusal? WhyNot(Dictionary<string, string> sayings, string speaks)
    {
        foreach (var (language, text) in sayings)
        {
            if (PhraseTexts.WhyNot(text) is { } refusal) return refusal with { Field = language };
            if (language == speaks && PlainText.IsBlank(text)) return Refusal.Invalid("phrase.text_needed") with { Field = language };
        }
        // What is filled in for some readers is filled in for all.
        var said = sayings.Where(saying => saying.Value.Length > 0).ToList();
        var without = said.Find(saying => !saying.Value.Contains(PhrasePlace.Mark, StringComparison.Ordinal)).Key;
        return without is not null && said.Exists(saying => saying.Value.Contains(PhrasePlace.Mark, StringComparison.Ordinal)) ? Refusal.Invalid("phrase.place_missing", PhrasePlace.Mark) with { Field = without } : null;
    }

    private static async Task SayAsync(StoreDb db, string key, Dictionary<string, string> sayings, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var said = await db.Phrases.Where(p => p.Key == key).ToDictionaryAsync(p => p.Language, StringComparer.Ordinal, ct);
        foreach (var (language, text) in sayings)
        {
            var known = said.GetValueOrDefault(language);
            if (PlainText.IsBlank(text))
            {
                if (known is not null) db.Phrases.Remove(known);
                continue;
            }
            if (known?.Text == text) continue;
            if (known is null) db.Phrases.Add(known = new(actor.StoreId, key, language));
            known.Say(text, actor, now);
        }
    }
}
