using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// One person's work on a draft: every edit can be undone, is saved a moment later, and then checked. Until the first edit there is no draft. When somebody
/// else was quicker, nothing is saved or lost until this person has decided.
/// </summary>
public sealed class DraftBench(string name, Actor actor, SavePlaybookDraft save, DraftQueries drafts, PlaybookQueries playbooks) : IAsyncDisposable
{
    // Somebody who types is not saved letter by letter.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private const string NewerVersion = "playbook.newer_version";

    private EditHistory<Playbook>? _history;
    private string _inForce = "";
    private DraftSeen? _seen;
    private int _edits;
    private int _saved;
    private bool _isChecked;
    private Task _work = Task.CompletedTask;

    /// <summary>Something is to be drawn anew.</summary>
    public Action? Changed { get; set; }

    public string Name => name;

    public Playbook Now => _history!.Now;

    public bool CanUndo => _history!.CanUndo;

    public bool CanRedo => _history!.CanRedo;

    /// <summary>The latest version, which the draft is held against.</summary>
    public Playbook InForce { get; private set; } = null!;

    /// <summary>The same with the shared decisions that the draft has instead: what is its own is held against what counted for it before.</summary>
    public Playbook HeldAgainst => Shared is not { } shared ? InForce : InForce with
    {
        Decisions = [.. InForce.Decisions, .. shared.Decisions.Where(one => Now.Decisions.Any(now => now.Name == one.Name) && InForce.Decisions.All(was => was.Name != one.Name))],
    };

    public int Latest { get; private set; }

    /// <summary>When the latest version comes, or came, into force, UTC: what was published a moment ago does a moment later.</summary>
    public DateTimeOffset InForceFrom { get; private set; }

    /// <summary>What all types share; null for that itself.</summary>
    public Playbook? Shared { get; private set; }

    /// <summary>The draft as it was saved last; null until there is one.</summary>
    public DraftOnScreen? Draft { get; private set; }

    /// <summary>Whether everything that was edited is saved.</summary>
    public bool IsSaved => _saved == _edits;

    /// <summary>Whether the findings are those of what is on the screen.</summary>
    public bool IsChecked => _isChecked && IsSaved;

    public IReadOnlyList<PlaybookProblem> Findings { get; private set; } = [];

    /// <summary>Why the last edits could not be saved; they are still on the screen.</summary>
    public Refusal? Refused { get; private set; }

    /// <summary>What somebody else made of the draft meanwhile, or published; only then is there something to decide.</summary>
    public Playbook? Theirs { get; private set; }

    /// <summary>A failure that may pass: the next edit tries again.</summary>
    public bool HasFailed { get; private set; }

    public int Errors => Findings.Count(finding => finding.Severity == Severity.Error);

    public async Task<Refusal?> LoadAsync()
    {
        var state = await drafts.FindAsync(actor, name);
        if (!state.Ok) return state.Refusal;
        var latest = await playbooks.TextAsync(actor, name);
        if (!latest.Ok) return latest.Refusal;
        (Latest, InForceFrom, Draft, _seen) = (latest.Value.Version, latest.Value.At, state.Value.Draft, state.Value.Draft?.Seen);
        InForce = Read(_inForce = latest.Value.Document);
        Shared = name == DefaultPlaybooks.SharedName ? null : Read((await playbooks.TextAsync(actor, DefaultPlaybooks.SharedName)).Value!.Document);
        _history = new(Draft is null ? InForce : Read(Draft.Document));
        (_edits, _saved, Refused, Theirs, HasFailed) = (0, 0, null, null, false);
        StartWork();
        return null;
    }

    /// <summary>The draft's state after it was proposed or sent back; edits stay as they are, unless somebody else changed it in the same moment: then theirs are shown, one step after them.</summary>
    public async Task RefreshAsync()
    {
        var state = await drafts.FindAsync(actor, name);
        if (state.Ok)
        {
            if (state.Value.Latest != Latest) await FollowAsync(state.Value.Latest);
            // Nobody publishes, or saves over, what is not on the screen.
            if (state.Value.Draft is { } now && now.Document != Draft?.Document) _history!.Do(Read(now.Document));
            (Draft, _seen) = (state.Value.Draft, state.Value.Draft?.Seen);
        }
        Changed?.Invoke();
    }

    public void Do(Func<Playbook, Playbook> edit) => Show(() => _history!.Do(edit(Now)));

    public void DoTable(string decision, Func<DecisionTable, DecisionTable> edit) => Do(playbook => playbook.WithTable(decision, edit));

    public void Undo() => Show(() => _history!.Undo());

    public void Redo() => Show(() => _history!.Redo());

    /// <summary>Saves again what could not be saved.</summary>
    public void Retry() => Show(() => { });

    /// <summary>Goes on with what is on this screen; what the other one made is one step back.</summary>
    public void KeepMine() => Decide(theirs =>
    {
        var mine = Now;
        if (theirs is not null) _history!.Do(theirs);
        _history!.Do(mine);
    });

    /// <summary>Goes on with what the other one made; what was on this screen is one step back.</summary>
    public void TakeTheirs() => Decide(theirs => _history!.Do(theirs ?? InForce));

    /// <summary>Waits until everything is saved and checked.</summary>
    public async Task SettleAsync() => await _work;

    public async ValueTask DisposeAsync()
    {
        Changed = null;
        await _work;
    }

    private static Playbook Read(string document) => DmnReader.Read(document).Playbook ?? throw new InvalidOperationException("A playbook that was kept cannot be read.");

    private void Show(Action step)
    {
        step();
        _edits++;
        // Whoever has to decide first goes on editing meanwhile.
        if (Theirs is null && Refused is not { Kind: RefusalKind.Conflict }) StartWork();
        Changed?.Invoke();
    }

    private void Decide(Action<Playbook?> step)
    {
        var theirs = Theirs;
        (Refused, Theirs) = (null, null);
        Show(() => step(theirs));
    }

    private void StartWork()
    {
        _isChecked = false;
        if (_work.IsCompleted) _work = WorkAsync();
    }

    private async Task WorkAsync()
    {
        while (!IsChecked && Refused is not { Kind: RefusalKind.Conflict })
        {
            var edits = _edits;
            if (_saved != edits) await Task.Delay(Pause);
            if (edits != _edits) continue;
            var state = await PageLoad.RunAsync(() => SaveAndCheckAsync(Now, edits));
            HasFailed = state.Error is not null;
            Changed?.Invoke();
            if (HasFailed || Refused is not null) return;
        }
    }

    // Writing, reading and checking a playbook is work for the processor, and not for the thread that draws.
    private async Task SaveAndCheckAsync(Playbook playbook, int edits)
    {
        var document = await Task.Run(() => DmnWriter.Write(playbook));
        if (_saved != edits)
        {
            var saved = await Task.Run(() => save.ExecuteAsync(new(name, document, _seen, Latest), actor));
            Refused = saved.Refusal;
            if (saved.Refusal is { Kind: RefusalKind.Conflict }) await MeetAsync();
            if (!saved.Ok) return;
            _saved = edits;
            var found = await drafts.FindAsync(actor, name);
            if (found.Ok && found.Value.Draft?.Seen == saved.Value) Draft = found.Value.Draft;
            _seen = saved.Value;
            if (found.Ok && found.Value.Latest != Latest) await FollowAsync(found.Value.Latest);
        }
        Changed?.Invoke();
        var problems = await Task.Run(() => drafts.CheckAsync(actor, name, document));
        if (problems.Ok && edits == _edits) (Findings, _isChecked) = (problems.Value, true);
    }

    private async Task MeetAsync()
    {
        var state = await drafts.FindAsync(actor, name);
        if (!state.Ok) return;
        var (before, isNewer) = (_inForce, state.Value.Latest != Latest);
        if (isNewer && !await FollowAsync(state.Value.Latest)) return;
        (Draft, _seen) = (state.Value.Draft, state.Value.Draft?.Seen);
        Theirs = Draft is not null ? Read(Draft.Document) : isNewer ? InForce : null;
        // Only what all types share was published: this file is as it was, and there is nothing to decide. The draft begins from the new version.
        if (isNewer && Draft is null && before == _inForce && Refused is { Code: NewerVersion }) (Refused, Theirs) = (null, null);
    }

    // From here on the draft is held against a newer version, and read with what all types share in it.
    private async Task<bool> FollowAsync(int latest)
    {
        var text = await playbooks.TextAsync(actor, name, latest);
        if (!text.Ok) return false;
        if (Shared is not null) Shared = Read((await playbooks.TextAsync(actor, DefaultPlaybooks.SharedName)).Value!.Document);
        if (text.Value.Document != _inForce) InForce = Read(_inForce = text.Value.Document);
        (Latest, InForceFrom) = (latest, text.Value.At);
        return true;
    }
}
