using System.Security.Cryptography;
using System.Text.Json;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Application.Evidence;

/// <summary>
/// What an upload answers and a reply or note hands in: sealed by us, for one store, good for as long as a browser keeps a
/// draft. So an upload needs no row that would have to be cleared away when the reply is never sent.
/// </summary>
public sealed class EvidenceTickets(IDataProtectionProvider protection, EvidenceLimits limits, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private sealed record Sealed(Guid StoreId, string Name, StoredFile File, DateTimeOffset ExpiresAt);

    private readonly IDataProtector _protector = protection.CreateProtector("AfterSales.EvidenceTickets.v1");

    public string Issue(StoredFile file, string? name, Actor actor)
    {
        var type = FileType.Of(file.ContentType) ?? throw new ArgumentException($"{file.ContentType} is not a type of evidence.", nameof(file));
        var uploaded = new Sealed(actor.StoreId, EvidenceName.Clean(name, type), file, time.GetUtcNow() + Lifetime);
        return _protector.Protect(JsonSerializer.Serialize(uploaded));
    }

    /// <summary>Forged, expired and other stores' tickets get the same answer: what they are is nobody's business.</summary>
    public Result<Attachment> Read(string ticket, Actor actor)
    {
        var uploaded = Open(ticket);
        return uploaded is null || uploaded.StoreId != actor.StoreId || uploaded.ExpiresAt <= time.GetUtcNow()
            ? Refusal.Invalid("evidence.ticket_invalid")
            : new Attachment(uploaded.Name, uploaded.File);
    }

    /// <summary>
    /// All tickets of one message, in their order; one bad ticket refuses them all. The same picture attached twice comes twice:
    /// what somebody saw beside their text is what is sent.
    /// </summary>
    /// <param name="most">How many at once; null: as many as a message may have.</param>
    public Result<IReadOnlyList<Attachment>> ReadAll(IReadOnlyCollection<string> tickets, Actor actor, int? most = null)
    {
        if (tickets.Count > (most ?? limits.FilesPerMessage)) return Refusal.Invalid("message.too_many_files", most ?? limits.FilesPerMessage);
        var files = new List<Attachment>(tickets.Count);
        foreach (var ticket in tickets)
        {
            var read = Read(ticket, actor);
            if (!read.Ok) return read.Refusal;
            files.Add(read.Value);
        }
        return files;
    }

    private Sealed? Open(string ticket)
    {
        try
        {
            return JsonSerializer.Deserialize<Sealed>(_protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
