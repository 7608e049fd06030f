using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Playbooks;

/// <summary>A playbook to read: one version in words, or two side by side, and every version there was.</summary>
public sealed partial class PlaybookPage(PlaybookQueries playbooks, PhraseQueries phrases, RestorePlaybook restore, NavigationManager navigation, Texts texts, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private PageState _state;
    private Refusal? _refused;
    private Refusal? _refusal;
    private IReadOnlyList<VersionLine> _versions = [];
    private PhraseBook? _phrases;
    private int? _older;
    private bool _olderFailed;
    private Reading? _now;
    private Reading? _from;
    private (string, int?, int?, int?) _shown;

    [Parameter] public string Name { get; set; } = "";

    /// <summary>The version to read; the latest when it is not said.</summary>
    [SupplyParameterFromQuery(Name = "version")] public int? Version { get; set; }

    [SupplyParameterFromQuery(Name = "from")] public int? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public int? To { get; set; }
    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private bool MayEdit => Actor.May(Permission.EditPlaybooks);
    /// <summary>What can be compared: also what stands further down the history than was loaded.</summary>
    private IEnumerable<int> Comparable => _versions.Select(line => line.Version).Union(new[] { _from, _now }.OfType<Reading>().Select(reading => reading.Version)).OrderDescending();

    private int Latest => _versions.Count > 0 ? _versions[0].Version : 0;

    // What was published a moment ago comes into force a moment later.
    private int InForce => _versions.FirstOrDefault(line => line.At <= time.GetUtcNow())?.Version ?? 0;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Name, Version, From, To);
        if (!RendererInfo.IsInteractive || _shown == asked) return;
        _shown = asked;
        await LoadAsync();
        if (_versions is [{ At: var at }, ..] && at > time.GetUtcNow()) _ = DrawAtAsync(at, _left.Token);
    }

    private async Task DrawAtAsync(DateTimeOffset at, CancellationToken ct)
    {
        await Task.Delay(at - time.GetUtcNow() + TimeSpan.FromMilliseconds(50), time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested) await InvokeAsync(StateHasChanged);
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var history = await playbooks.HistoryAsync(Actor, Name);
        _refused = history.Refusal;
        if (!history.Ok) return;
        (_versions, _older, _olderFailed) = (history.Value.Rows, history.Value.Next, false);
        _phrases = (await phrases.ListAsync(Actor)).Value;
        var shared = Name == DefaultPlaybooks.SharedName ? null : await ReadAsync(DefaultPlaybooks.SharedName, null, null);
        _now = await ReadAsync(Name, To ?? Version, shared?.Playbook);
        _from = From is { } from ? await ReadAsync(Name, from, shared?.Playbook) : null;
    });

    private async Task LoadOlderAsync()
    {
        var state = await PageLoad.RunAsync(async () =>
        {
            var history = await playbooks.HistoryAsync(Actor, Name, _older);
            _refusal = history.Refusal;
            if (history.Ok) (_versions, _older) = ([.. _versions, .. history.Value.Rows], history.Value.Next);
        });
        _olderFailed = state.Error is not null;
    }

    // A version is read with the shared words of today: names do not change their meaning, and numbers are told where they belong.
    private async Task<Reading?> ReadAsync(string name, int? version, Playbook? shared)
    {
        var text = await playbooks.TextAsync(Actor, name, version);
        _refused ??= text.Refusal;
        if (!text.Ok || DmnReader.Read(text.Value.Document).Playbook is not { } read) return null;
        return new(text.Value.Version, read, new RuleWords(texts, read, shared, _phrases));
    }

    private async Task RestoreAsync(int version)
    {
        var restored = await restore.ExecuteAsync(new(Name, version, Latest), Actor);
        _refusal = restored.Refusal is { Code: "playbook.draft_stale" } stale ? Refusal.Conflict("playbook.draft_in_the_way", [.. stale.Args]) : restored.Refusal;
        if (restored.Ok) navigation.NavigateTo($"/playbooks/{Name}/draft?view=compare");
    }

    private sealed record Reading(int Version, Playbook Playbook, RuleWords Words);

    private string StandingOf(int version) => version == InForce ? "Rules.InForce" : version > InForce ? "Rules.InForceSoon" : "Rules.Earlier";
}
