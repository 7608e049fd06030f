using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;

namespace AfterSales.Application.Stores.Demo;

/// <summary>The photos of the demo store, drawn by scripts/demo-pictures.sh and shipped in the program.</summary>
internal sealed class DemoPictures(EvidenceFiles files, IReadOnlyDictionary<string, string> names)
{
    private readonly Dictionary<string, Attachment> _stored = new(StringComparer.Ordinal);

    /// <summary>Stores them as any upload is stored.</summary>
    public async Task<IReadOnlyList<Attachment>> OfAsync(IReadOnlyList<string> pictures, CancellationToken ct)
    {
        var attachments = new List<Attachment>(pictures.Count);
        foreach (var picture in pictures) attachments.Add(await OneAsync(picture, ct));
        return attachments;
    }

    /// <summary>As people see it.</summary>
    public string NameOf(string picture) => $"{names[picture]}.webp";

    private async Task<Attachment> OneAsync(string picture, CancellationToken ct)
    {
        if (_stored.TryGetValue(picture, out var known)) return known;
        await using var stream = typeof(DemoPictures).Assembly.GetManifestResourceStream($"AfterSales.Application.demo.{picture}.webp")
            ?? throw new InvalidOperationException($"The demo store has no picture “{picture}”.");
        var stored = await files.StoreAsync(stream, ct);
        if (!stored.Ok) throw new InvalidOperationException($"The picture “{picture}” was refused: {stored.Refusal}");
        return _stored[picture] = new Attachment(NameOf(picture), stored.Value);
    }
}
