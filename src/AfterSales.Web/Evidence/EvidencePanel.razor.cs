using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Evidence;

/// <summary>
/// All evidence of a case: added, labelled and judged, one by one or many at once, and looked at. It reads when it opens, when something was done here and when the case changed.
/// </summary>
public sealed partial class EvidencePanel(CaseEvidenceQueries queries, AddEvidence add, DescribeEvidence describe, EvidenceTickets tickets, Texts texts, Formats formats)
{
    private readonly HashSet<Guid> _chosen = [];
    private EvidenceTray? _tray;
    private EvidenceDesk _desk = null!;
    private EvidenceFilter _filter = new();
    private CaseEvidence? _evidence;
    private Refusal? _refusal;
    private PageState _state;
    private object? _read;
    private Guid? _open;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public string Number { get; set; } = "";

    /// <summary>The case as it was read: read anew, the evidence is, too.</summary>
    [Parameter, EditorRequired] public object Seen { get; set; } = null!;

    /// <summary>What is looked at first: the pieces that answer this request; null: all.</summary>
    [Parameter] public string? Answers { get; set; }

    /// <summary>What was asked for and has not come: what the next piece most likely shows.</summary>
    [Parameter] public string? Proposed { get; set; }

    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    private Texts T => texts;

    private Formats F => formats;

    private bool MayAdd => Actor.May(Permission.WriteNotes);

    private IReadOnlyList<EvidenceLine> Viewable => _evidence is null ? [] : _evidence.Pieces.Where(_filter.Fits).Select(piece => piece.File).ToShow() is { Count: > 0 } shown && shown.Any(item => item.Id == _open)
        ? shown
        : _evidence.Pieces.Select(piece => piece.File).ToShow();

    protected override void OnInitialized() => (_desk, _filter) = (new(Number), new(Answers: Answers));

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, Seen)) return;
        _read = Seen;
        await ReadAsync();
    }

    private IReadOnlyList<EvidencePiece> Shown(CaseEvidence evidence) => [.. evidence.Pieces.Where(_filter.Fits)];

    private IReadOnlyList<string> Answered(CaseEvidence evidence) =>
        [.. evidence.Pieces.Where(piece => piece.File.RemovedAt is null).Select(piece => EvidenceLabels.Answers(piece.File.Label)).Append(_filter.Answers).OfType<string>().Distinct()];

    private static EvidencePiece? Original(CaseEvidence evidence, EvidencePiece copy) =>
        copy.File.OriginalId is { } id ? evidence.Pieces.FirstOrDefault(piece => piece.File.Id == id && piece.File.RemovedAt is null) : null;

    private async Task ReadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var read = await queries.OfCaseAsync(Number, Actor);
        _refusal = read.Refusal;
        if (!read.Ok) return;
        _evidence = read.Value;
        _chosen.IntersectWith(_evidence.Pieces.Where(piece => piece.File.RemovedAt is null).Select(piece => piece.File.Id));
    });

    private void Choose(Guid id)
    {
        if (!_chosen.Remove(id)) _chosen.Add(id);
    }

    private async Task AddAsync()
    {
        if (_busy || _tray is null) return;
        _busy = true;
        try
        {
            var arrived = _tray.Arrived;
            var uploads = tickets.ReadAll(_tray.Tickets, Actor, AddEvidence.Most);
            var added = uploads.Ok ? await add.ExecuteAsync(new(Number, _tray.WithLabels(uploads.Value)), Actor) : uploads.Refusal;
            _refusal = added.Refusal;
            if (!added.Ok) return;
            // What failed stays, with its reason.
            await _tray.HandedInAsync(arrived);
            await ReadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SayAsync(IReadOnlyList<Guid> pieces, EvidenceTrait trait, string? said)
    {
        var refusal = (await describe.ExecuteAsync(new(Number, pieces, trait, said), Actor)).Refusal;
        await ReadAsync();
        // What was read is shown, and why nothing was said.
        _refusal = refusal ?? _refusal;
    }

    private async Task DoneAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }
}
