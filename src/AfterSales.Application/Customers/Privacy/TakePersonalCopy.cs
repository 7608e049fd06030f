using System.Runtime.CompilerServices;
using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>Takes a copy of all that is held of a customer, to be handed to the buyer who asked for it (PIPL 45). That it was taken, and by whom, is written down before anything is read.</summary>
public sealed class TakePersonalCopy(Databases databases, ArchiveExports exports, EvidenceAccesses accesses, ChangeSignal signal, TimeProvider time)
{
    /// <summary>The copy is begun with this: dispose it when it is out. Refused while the same person takes another file out, and while this node is busy with some.</summary>
    public async Task<Result<PersonalExport>> ExecuteAsync(Guid customerId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ExportEvidence) || !actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Customers.Where(c => c.Id == customerId).Select(c => c.Nick).SingleOrDefaultAsync(ct) is not { } nick) return Refusal.NotFound("customer.not_found");
        if (Erased.IsNick(nick)) return Refusal.Rule("erasure.erased_already", nick);
        if (exports.TryBegin(actor) is not { } running) return Refusal.Rule("archive.busy", ArchiveExports.MostAtOnce);
        try
        {
            db.PersonalCopies.Add(new PersonalCopy(actor.StoreId, customerId, actor, time.GetUtcNow()));
            await db.SaveChangesAsync(ct);
            signal.CustomerChanged(actor.StoreId, customerId);
            return new PersonalExport(databases, accesses, customerId, nick, actor, running);
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }
}

/// <summary>A file the buyer sent.</summary>
public sealed record PersonalFile(Guid Id, string CaseNumber, string Name, string Sha256, string? ContentType);

/// <summary>A copy that is being taken. Rows and files come one by one: nothing of it is held.</summary>
public sealed class PersonalExport : IDisposable
{
    private readonly Databases _databases;
    private readonly EvidenceAccesses _accesses;
    private readonly Guid _customerId;
    private readonly Actor _actor;
    private readonly IDisposable _running;

    internal PersonalExport(Databases databases, EvidenceAccesses accesses, Guid customerId, string nick, Actor actor, IDisposable running) =>
        (_databases, _accesses, _customerId, Nick, _actor, _running) = (databases, accesses, customerId, nick, actor, running);

    public string Nick { get; }

    public static IReadOnlyList<PersonalKind> Kinds { get; } = [.. PersonalRecords.All.Select(records => records.Kind)];

    /// <summary>Each row of a kind as a JSON object.</summary>
    public async IAsyncEnumerable<string> RowsAsync(PersonalKind kind, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command(Array.Find(PersonalRecords.All, records => records.Kind == kind)!.Sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) yield return rows.GetString(0);
    }

    /// <summary>Each is written down as exported before it is handed out.</summary>
    public async IAsyncEnumerable<PersonalFile> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command(PersonalRecords.Files);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var file = new PersonalFile(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), await rows.IsDBNullAsync(4, ct) ? null : rows.GetString(4));
            await _accesses.RecordAsync([file.Id], EvidenceAccessKind.Exported, _actor, ct);
            yield return file;
        }
    }

    public void Dispose() => _running.Dispose();

    private NpgsqlCommand Command(string sql)
    {
        var command = _databases.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = _actor.StoreId });
        command.Parameters.Add(new() { Value = _customerId });
        return command;
    }
}
