using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace AfterSales.Web.Playbooks;

/// <summary>A draft on the bench: edited, compared, replayed, tried, proposed and published.</summary>
public sealed partial class DraftPage(IServiceProvider services, NavigationManager navigation, IJSRuntime js, Texts texts, Formats formats) : IAsyncDisposable
{
    private static readonly string[] Views = ["edit", "compare", "replay", "try"];

    private readonly CancellationTokenSource _left = new();
    private DateTimeOffset _drawnAt;
    private PageState _state;
    private Refusal? _refused;
    private DraftBench? _bench;
    private RuleWords? _words;
    private RuleWords? _wordsBefore;
    private Playbook? _told;
    private Playbook? _toldBefore;
    private Playbook? _toldShared;
    private PhraseBook? _phrases;
    private IReadOnlyList<string>? _files;
    private string? _loaded;
    private bool _isReopened;
    private IJSObjectReference? _module;

    [Parameter] public string Name { get; set; } = "";
    [SupplyParameterFromQuery(Name = "view")] public string? View { get; set; }
    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    // Who has to publish a draft looks at what it changes first.
    private string Shown => Views.Contains(View) ? View! : _bench?.Draft is { ProposedAt: not null } && !_isReopened ? "compare" : "edit";

    /// <summary>What was proposed is read; whoever changes it takes it back first.</summary>
    private bool IsReadOnly => _bench?.Draft is { ProposedAt: not null } && !_isReopened;

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _loaded == Name) return;
        _loaded = Name;
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/playbooks.js");
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        _left.Dispose();
        if (_bench is not null) await _bench.DisposeAsync();
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var bench = new DraftBench(Name, Actor, services.GetRequiredService<SavePlaybookDraft>(), services.GetRequiredService<DraftQueries>(), services.GetRequiredService<PlaybookQueries>());
        _refused = await bench.LoadAsync();
        if (_refused is not null) return;
        if (_bench is not null) await _bench.DisposeAsync();
        _phrases = (await services.GetRequiredService<PhraseQueries>().ListAsync(Actor)).Value;
        (_bench, _isReopened, _files, _told, _toldBefore) = (bench, false, null, null, null);
        bench.Changed = () => _ = InvokeAsync(Redraw);
        Redraw();
    });

    // What was published a moment ago is in force a moment later, and the page says so by itself.
    private async Task DrawAtAsync(DateTimeOffset at)
    {
        if (at <= formats.Now || _drawnAt == at) return;
        _drawnAt = at;
        await Task.Delay(at - formats.Now + TimeSpan.FromMilliseconds(50), _left.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_left.IsCancellationRequested) await InvokeAsync(StateHasChanged);
    }

    private void Redraw()
    {
        if (_bench is { } bench)
        {
            _ = DrawAtAsync(bench.InForceFrom);
            var isOld = !ReferenceEquals(_toldShared, bench.Shared);
            if (isOld || !ReferenceEquals(_told, bench.Now)) (_told, _words) = (bench.Now, new(texts, bench.Now, bench.Shared, _phrases));
            if (isOld || !ReferenceEquals(_toldBefore, bench.InForce)) (_toldBefore, _wordsBefore) = (bench.InForce, new(texts, bench.InForce, bench.Shared, _phrases));
            _toldShared = bench.Shared;
        }
        StateHasChanged();
    }

    private Task RefreshedAsync()
    {
        _isReopened = false;
        // Published or thrown away: there is nothing to work on here.
        if (_bench is { Draft: null }) navigation.NavigateTo($"/playbooks/{Name}");
        return Task.CompletedTask;
    }

    private async Task DiscardAsync()
    {
        if (_bench is not { Draft: { } draft } bench) return;
        await bench.SettleAsync();
        _refused = (await services.GetRequiredService<DiscardPlaybookDraft>().ExecuteAsync(Name, bench.Draft?.Seen ?? draft.Seen, Actor)).Refusal;
        if (_refused is null) navigation.NavigateTo($"/playbooks/{Name}");
    }

    // A file becomes one step of editing; what cannot be read changes nothing. An exported one says what all types share too: that stays where it is.
    private async Task UploadAsync(InputFileChangeEventArgs e)
    {
        _files = null;
        if (e.File.Size > SavePlaybookDraft.MaxDocument)
        {
            _files = [texts.Sentence("playbook.too_large", SavePlaybookDraft.MaxDocument)];
            return;
        }
        // As bytes: a file says itself in which encoding it is.
        using var bytes = new MemoryStream();
        await using (var file = e.File.OpenReadStream(SavePlaybookDraft.MaxDocument)) await file.CopyToAsync(bytes);
        var (playbook, problems) = DmnReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        if (playbook is null) _files = [.. problems.Select(problem => new ProblemLine(texts).Of(e.File.Name, null, problem))];
        else if (playbook.Name == DefaultPlaybooks.SharedName && Name != DefaultPlaybooks.SharedName) _files = [texts["Rules.FileOfShared", e.File.Name]];
        else _bench!.Do(_ => _bench.Shared is { } shared ? playbook.Without(shared) : playbook);
    }

    private string SavedWords(DraftBench bench) =>
        bench.Refused is not null || bench.HasFailed ? T["Rules.NotSaved"]
        : !bench.IsSaved ? T["Rules.Saving"]
        : bench.Draft is { } draft ? T["Rules.SavedAt", formats.When(draft.ChangedAt)]
        : T["Rules.NoDraftYet"];
}
