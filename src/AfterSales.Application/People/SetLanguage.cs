using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Remembers the language a person chose in the header, for their next device.</summary>
public sealed class SetLanguage(Databases databases)
{
    public async Task<Result> ExecuteAsync(string language, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } id) return Refusal.Forbidden();
        if (Profile.KnownLanguage(language) is not { } known) return Refusal.Invalid("person.language_unknown");
        await using var db = databases.For(actor);
        await db.Users.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Language, known), ct);
        return Result.Done;
    }
}
