using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace AfterSales.Web.Cases.Finding;

/// <summary>
/// The box of the top bar: what is found shows while somebody types, what they found lately while it is empty. Keys go through it in the browser (find.js). An answer that was overtaken by the next letter is thrown away.
/// </summary>
public sealed partial class FindBox(
    SearchQueries search, RecentFindQueries recent, RememberFind remember, ForgetFinds forget, SuggestedQueries suggested, NavigationManager navigation, Texts texts, Formats formats) : IDisposable
{
    /// <summary>Shown of each group; the page shows all.</summary>
    private const int MostOfAGroup = 5;

    // As long as between two letters of who types fast.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource _asked = new();
    private SoughtWords _words = SoughtWords.Read(null);
    private SearchHits? _found;
    private IReadOnlyList<FoundLine> _lines = [];
    private IReadOnlyList<FoundLine> _suggested = [];
    private IReadOnlyList<FoundLine> _recentTexts = [];
    private IReadOnlyList<FoundLine> _recentCases = [];
    private PageState _state;
    private string _typed = "";
    private bool _isOpen;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool HasRecent => _recentTexts.Count + _recentCases.Count > 0;

    // Who may not see cases finds nothing; the page says why.
    private bool IsShown => _isOpen && Actor.May(Permission.ViewCases);

    // For whoever does not see the list come.
    private string? Said => IsShown && _typed.Length > 0 && _found is not null ? texts["Search.Count", _lines.Count + _suggested.Count] : null;

    // A case opens beside the queue that is there.
    private FoundLines Lines => new(texts, formats) { View = ShownView(navigation.ToAbsoluteUri(navigation.Uri)) };

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive) return;
        navigation.LocationChanged += Moved;
        _ = RememberPlaceAsync(navigation.Uri);
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        _gone.Cancel();
        _gone.Dispose();
        _asked.Dispose();
    }

    private async Task OpenAsync()
    {
        if (_isOpen) return;
        _isOpen = true;
        if (_typed.Length == 0) await ReadRecentAsync();
    }

    private void Close() => _isOpen = false;

    private async Task TypedAsync(ChangeEventArgs typed)
    {
        _isOpen = true;
        _typed = typed.Value?.ToString()?.Trim() ?? "";
        _words = SoughtWords.Read(_typed);
        await _asked.CancelAsync();
        _asked.Dispose();
        _asked = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var asked = _asked.Token;
        if (_typed.Length == 0)
        {
            (_found, _lines, _suggested) = (null, [], []);
            await ReadRecentAsync();
            return;
        }
        await Task.Delay(Pause, asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!asked.IsCancellationRequested) await FindAsync();
    }

    private async Task FindAsync()
    {
        var (text, asked) = (_typed, _asked.Token);
        try
        {
            var state = await PageLoad.RunAsync(async () =>
            {
                var named = await new FindSuggestions(suggested, texts, formats).OfAsync(Actor, text, asked);
                var found = await search.FindAsync(Actor, text, asked);
                if (asked.IsCancellationRequested) return;
                (_found, _suggested) = (found.Value, named);
                _lines = found.Value is { } hits ? Lines.Of(hits) : [];
            });
            if (!asked.IsCancellationRequested) _state = state;
        }
        catch (OperationCanceledException)
        {
            // Overtaken: the next letter asks again.
        }
    }

    private async Task ReadRecentAsync()
    {
        _state = await PageLoad.RunAsync(async () =>
        {
            var finds = await recent.OfAsync(Actor, _gone.Token);
            _recentTexts = [.. finds.Texts.Take(MostOfAGroup).Select(text => new FoundLine(FoundBy.Words, SearchPage.Address(text), text))];
            _recentCases = [.. finds.Cases.Take(MostOfAGroup * 2).Select(Lines.Of)];
        });
    }

    private async Task ForgetAsync()
    {
        await forget.ExecuteAsync(Actor, _gone.Token);
        await ReadRecentAsync();
    }

    private Task RememberAsync() => _typed.Length == 0 ? Task.CompletedTask : PageLoad.RunAsync(() => remember.ExecuteAsync(new(_typed, null), Actor, _gone.Token));

    private void Moved(object? sender, LocationChangedEventArgs to) => _ = InvokeAsync(async () =>
    {
        _isOpen = false;
        StateHasChanged();
        await RememberPlaceAsync(to.Location);
    });

    // Where somebody is, however they came there: a case, or what they asked for all results of. What is not remembered is no reason to disturb them.
    private async Task RememberPlaceAsync(string address)
    {
        if (!Actor.May(Permission.ViewCases)) return;
        var place = navigation.ToAbsoluteUri(address);
        RememberFindInput? input = place.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["cases", var number] => new(null, Uri.UnescapeDataString(number)),
            ["search"] when QueryHelpers.ParseQuery(place.Query).TryGetValue("q", out var text) => new(text.ToString(), null),
            _ => null,
        };
        if (input is not null) await PageLoad.RunAsync(() => remember.ExecuteAsync(input, Actor, _gone.Token));
    }

    private QueueView ShownView(Uri place)
    {
        if (place.AbsolutePath != "/" && !place.AbsolutePath.StartsWith("/cases", StringComparison.Ordinal)) return QueueView.All;
        var view = QueryHelpers.ParseQuery(place.Query).TryGetValue("view", out var said) ? QueueAddress.ViewOf(said.ToString()) : null;
        return view ?? (Actor.May(Permission.HandleCases) ? QueueView.Mine : QueueView.All);
    }
}
