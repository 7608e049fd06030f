using AfterSales.Domain.Evidence;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Web.Evidence;

namespace AfterSales.Web.Conversations;

/// <summary>What the browser keeps of a draft beside its text: whether it is a note, the promise to send with it, the files that have arrived, the evidence that it asks for.</summary>
public sealed record DraftBeside(bool Note, DateTimeOffset? Promise, IReadOnlyList<PendingFile> Files, IReadOnlyList<string>? Asks = null)
{
    public static readonly DraftBeside Nothing = new(false, null, []);

    /// <summary>A promise whose time has come is not offered again.</summary>
    public DateTimeOffset? PromiseStillAhead(DateTimeOffset now) => Promise > now ? Promise : null;

    /// <summary>What the draft asks the buyer for; a word that the catalogue does not have is not asked.</summary>
    public IReadOnlyList<string> AsksStillGood => [.. (Asks ?? []).Where(word => word is not null && OutcomeCatalogue.Evidence.PlaceOf(word) >= 0).Distinct()];

    /// <summary>
    /// The files as the tray shows them. What came from a browser is not taken on trust: a ticket that is none any more
    /// (<paramref name="problemOf"/> answers its sentence) stands there as one that has to be attached again.
    /// </summary>
    public IReadOnlyList<PendingFile> FilesStillGood(Func<string, string?> problemOf) =>
    [
        .. (Files ?? []).Where(f => f is { Id.Length: > 0, Ticket: not null }).DistinctBy(f => f.Id).Select(f => problemOf(f.Ticket!) is { } problem
            ? new PendingFile(f.Id, f.Name, f.Size) { State = PendingState.Failed, Problem = problem }
            : new PendingFile(f.Id, f.Name, f.Size) { State = PendingState.Ready, Ticket = f.Ticket, Label = f.Label is { } label && EvidenceLabels.IsLabel(label) ? label : null, Thumbnail = f.Thumbnail is null ? null : EvidenceLinks.PendingThumbnail(f.Ticket!) }),
    ];
}
