using AfterSales.Application.Cases;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Importing;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Importing;

/// <summary>
/// Takes a file in and looks at it; nothing of it is imported before <see cref="StartImport"/>. A file that cannot be imported
/// at all (encrypted, damaged, no known columns) is refused here, with what to do about it.
/// </summary>
public sealed class UploadImport(Databases databases, ImportFiles files, StoreZones zones, ErasureKeys keys, ChangeSignal signal, TimeProvider time)
{
    private const int LongestName = 255;
    private static readonly char[] Between = [' ', '　', '(', ')', '（', '）', '-', '—', '+', ',', '，', '、', '.'];

    /// <summary>Answers the id of the import.</summary>
    public async Task<Result<Guid>> ExecuteAsync(string? fileName, Stream content, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        var received = await files.ReceiveAsync(content, ct);
        if (received.Value is not { } file) return received.Refusal!;
        var kept = false;
        try
        {
            var zone = await zones.OfAsync(actor.StoreId, ct);
            var preview = await Task.Run(() => Look(file.Id, zone, ct), ct);
            if (preview.Refusal is { } refusal) return refusal;

            await using var db = databases.For(actor);
            var name = await WithoutErasedAsync(db, NameOf(fileName), ct);
            db.Imports.Add(new Import(file.Id, actor.StoreId, preview.Value.ToString(), name, file.Sha256, file.Size, actor.PersonId, actor.Name, time.GetUtcNow()));
            await db.SaveChangesAsync(ct);
            kept = true;
        }
        finally
        {
            if (!kept) files.Delete(file.Id);
        }

        signal.ImportChanged(actor.StoreId, file.Id);
        return file.Id;
    }

    private Result<FileKind> Look(Guid id, TimeZoneInfo zone, CancellationToken ct)
    {
        using var content = files.Open(id)!;
        var preview = ImportPreview.Of(content, zone, ct);
        return preview.Sheets.Count == 0 && preview.Problems is [var problem, ..] ? Refusal.Invalid(problem.Code, problem.Detail) : preview.Kind;
    }

    // A file that is called after a buyer who was erased, or after an order of theirs, would bring them back.
    private async Task<string> WithoutErasedAsync(StoreDb db, string name, CancellationToken ct)
    {
        if (await keys.OfAsync(db.StoreId, ct) is not { } key) return name;
        var stem = Path.GetFileNameWithoutExtension(name);
        var parts = stem.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(stem);
        string[] hashes = [.. parts.SelectMany(part => new[] { ErasureKeys.OfNick(key, part), ErasureKeys.OfOrder(key, part) })];
        return await db.ErasedKeys.AnyAsync(k => hashes.Contains(k.Hash), ct) ? "…" + Path.GetExtension(name) : name;
    }

    // Some browsers send the whole path.
    private static string NameOf(string? fileName)
    {
        var name = PlainText.Storable(fileName ?? "");
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        // Its end tells more than its beginning; the cut may leave half a character.
        return name.Length <= LongestName ? name : PlainText.Storable(name[^LongestName..]);
    }
}
