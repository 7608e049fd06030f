using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Importing;

/// <summary>
/// Takes a file in and starts it, for who does not look at it in between. Nobody could start later what is refused now, so nothing
/// of it remains.
/// </summary>
public sealed class ImportAtOnce(UploadImport upload, StartImport start, Databases databases, ImportFiles files, ChangeSignal signal)
{
    /// <summary>Answers the id of the import.</summary>
    public async Task<Result<Guid>> ExecuteAsync(string? fileName, Stream content, Actor actor, CancellationToken ct = default)
    {
        var uploaded = await upload.ExecuteAsync(fileName, content, actor, ct);
        if (!uploaded.Ok) return uploaded;
        var started = await start.ExecuteAsync(uploaded.Value, actor, ct);
        if (started.Refusal is not { } refusal) return uploaded;
        await ForgetAsync(uploaded.Value, actor, ct);
        return refusal;
    }

    // Somebody may have started it on the page meanwhile: then it stays.
    private async Task ForgetAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        if (await db.Imports.Where(i => i.Id == id && i.State == ImportState.Uploaded).ExecuteDeleteAsync(ct) == 0) return;
        files.Delete(id);
        signal.ImportChanged(actor.StoreId, id);
    }
}
