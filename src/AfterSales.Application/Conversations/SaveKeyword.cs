using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <param name="Word">What buyers write, up to <see cref="Keyword.MaxWord"/> characters.</param>
/// <param name="Weight">1 to <see cref="Keyword.MaxWeight"/>: the heaviest word found wins.</param>
public sealed record SaveKeywordInput(string Word, CaseSubtype Subtype, int Weight);

/// <summary>Adds a word to the keyword table of intake, or changes what it suggests. The next message goes by it; cases that are there do not change.</summary>
public sealed class SaveKeyword(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <summary>Every message is looked through for every word.</summary>
    public const int MostKeywords = 2_000;

    public async Task<Result> ExecuteAsync(SaveKeywordInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        var word = PlainText.Name(input.Word);
        if (PlainText.IsBlank(word)) return Refusal.Invalid("keyword.word_needed") with { Field = nameof(input.Word) };
        if (word.Length > Keyword.MaxWord) return Refusal.Invalid("keyword.word_too_long", Keyword.MaxWord) with { Field = nameof(input.Word) };
        if (input.Weight is < 1 or > Keyword.MaxWeight) return Refusal.Invalid("keyword.weight", Keyword.MaxWeight) with { Field = nameof(input.Weight) };

        await using var db = databases.For(actor);
        if (await db.Keywords.SingleOrDefaultAsync(k => k.Word == word, ct) is { } known) known.Change(input.Subtype, input.Weight);
        else if (await db.Keywords.CountAsync(ct) >= MostKeywords) return Refusal.Rule("keyword.too_many", MostKeywords);
        else db.Keywords.Add(new(actor.StoreId, word, input.Subtype, input.Weight));
        db.Audit.Add(AuditEntry.By(actor, AuditKind.KeywordSaved, time.GetUtcNow(), word, input.Subtype.ToString(), $"×{input.Weight}"));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Refusal.Conflict("keyword.stale", word);
        }
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
