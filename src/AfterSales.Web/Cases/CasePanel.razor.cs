using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Reviews;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Clocks;
using AfterSales.Web.Conversations;
using AfterSales.Web.Evidence;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>
/// One case: header, conversation, composer, side panel. It reads the case once, and again when somebody changed it; several
/// changes in a moment are one reading. What is typed in the composer is the browser's and survives every reading.
/// </summary>
public sealed partial class CasePanel(CaseQueries cases, OpenCases openCases, PeopleQueries people, ConfirmPhoneAgreement confirm, MarkLine mark, Texts texts, Formats formats) : IDisposable
{
    private const int LatestChanges = 3;

    private readonly ShownTimeline _timeline = new();
    private IReadOnlyDictionary<Guid, Colleague> _people = new Dictionary<Guid, Colleague>();
    private HistoryWords _words = new(texts, formats, new Dictionary<Guid, Colleague>());
    private IReadOnlyList<string> _changes = [];
    private CaseDetails? _details;
    private Refusal? _notThere;
    private Refusal? _refusal;
    private StaleSave? _stale;
    private IDisposable? _watch;
    private string _tab = "talk";
    private bool _writing;
    private bool _marking;
    private bool _isGuided;
    private bool _showsEvidence;
    private string? _wanted;
    private PageState _state;
    private bool _reading;
    private bool _readAgain;
    private volatile bool _reloadAsked;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public string Number { get; set; } = "";
    [Parameter, EditorRequired] public string QueueHref { get; set; } = "";
    [Parameter, EditorRequired] public SoonTimes Soon { get; set; } = null!;

    private Texts T => texts;

    private EvidenceDesk Evidence => field ??= new(Number);

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _watch = openCases.Watch(Actor.StoreId, changed =>
        {
            // While the first reading is on its way, it may or may not have seen this change.
            if (_details is null || changed.Contains(_details.Case.Id)) AskReload();
        });
        await ReloadAsync();
    }

    public void Dispose() => _watch?.Dispose();

    private void AskReload()
    {
        if (_reloadAsked) return;
        _reloadAsked = true;
        _ = InvokeAsync(async () =>
        {
            _reloadAsked = false;
            await ReloadAsync();
            StateHasChanged();
        });
    }

    private async Task ReloadAsync()
    {
        if (_reading)
        {
            _readAgain = true;
            return;
        }
        _reading = true;
        try
        {
            do
            {
                _readAgain = false;
                _state = await PageLoad.RunAsync(ReadAsync);
            }
            while (_readAgain && _state.Loaded);
        }
        finally
        {
            _reading = false;
        }
    }

    private async Task ReadAsync()
    {
        if (_people.Count == 0)
        {
            _people = await people.DirectoryAsync(Actor);
            _words = new(texts, formats, _people);
        }
        var read = _details is null ? await cases.DetailsAsync(Actor, Number) : await cases.ChangedDetailsAsync(Actor, Number);
        _notThere = read.Refusal;
        if (!read.Ok) return;
        _details = read.Value;
        _timeline.Merge(_details.Timeline, _details.HasEarlier);
    }

    private async Task LoadEarlierAsync()
    {
        if (_timeline.Before is not { } before) return;
        var earlier = await cases.EarlierAsync(Actor, Number, before);
        if (earlier.Ok) _timeline.MergeEarlier(earlier.Value.Entries, earlier.Value.HasEarlier);
        else _refusal = earlier.Refusal;
    }

    private async Task ConfirmAsync(Guid messageId)
    {
        if (_details?.Case is not { } subject) return;
        await OnAttemptedAsync(await CaseAttempt.MakeAsync(CaseField.Phone, subject, CaseFieldWords.Phone(false, T), seen => confirm.ExecuteAsync(new(subject.Number, messageId, seen), Actor)));
    }

    // Lines are marked in the conversation, which on a phone is the other tab.
    private void ToggleMarking() => (_marking, _tab) = (!_marking, "talk");

    private async Task MarkAsync((Guid MessageId, bool IsMarked) line)
    {
        _refusal = (await mark.ExecuteAsync(new(Number, line.MessageId, line.IsMarked), Actor)).Refusal;
        await ReloadAsync();
    }

    // The next one may stand there already.
    private void Close(StaleSave shown)
    {
        if (_stale == shown) _stale = null;
    }

    // Too late is explained: what one saw, what it is now and what one wanted, side by side. The draft is untouched.
    private async Task OnAttemptedAsync(CaseAttempt attempt)
    {
        (_refusal, _changes, _stale) = (null, [], null);
        if (attempt.Refusal is not { Kind: RefusalKind.Conflict })
        {
            _refusal = attempt.Refusal;
            return;
        }
        await ReloadAsync();
        if (_details is null) return;
        _changes = [.. _timeline.Entries.Select(e => e.Event).OfType<HistoryLine>().Where(e => e.ActorName != Actor.Name).Select(_words.Sentence).OfType<string>().TakeLast(LatestChanges)];
        _stale = StaleSave.Of(attempt, _details.Case, new(texts, _people));
    }
}
