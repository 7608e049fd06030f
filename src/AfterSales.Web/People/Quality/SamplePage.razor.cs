using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using AfterSales.Web.Conversations;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People.Quality;

/// <summary>One sample: what was said on its case beside the card that is filled in, or what was given.</summary>
public sealed partial class SamplePage(QualityQueries samples, CalibrateSample calibrate, WithdrawSample withdraw, CaseQueries cases, PeopleQueries people, Texts texts, Formats formats)
{
    // Nothing is marked from here.
    private static readonly ReviewPolicy NoSigns = ReviewPolicy.Default with { MoneyWords = [], ReviewWords = [] };

    private ShownTimeline _timeline = new();
    private HistoryWords _words = null!;
    private PageState _state;
    private Refusal? _refused;
    private Refusal? _refusal;
    private SampleView? _view;
    private CaseDetails? _details;
    private string _reason = "";
    private string? _done;
    private bool _correcting;

    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool MayScore => Actor.May(Permission.ScoreQuality);

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _view?.Sample.Id == Id) return;
        (_view, _details, _timeline, _correcting, _done, _refusal, _reason) = (null, null, new(), false, null, null, "");
        await LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        _words ??= new(texts, formats, await people.DirectoryAsync(Actor));
        var found = await samples.OneAsync(Id, Actor);
        (_refused, _view) = (found.Refusal, found.Value);
        if (_view is not { } view || _details is not null) return;
        _details = (await cases.DetailsAsync(Actor, view.Line.CaseNumber)).Value;
        if (_details is { } details) _timeline.Merge(details.Timeline, details.HasEarlier);
    });

    private async Task LoadEarlierAsync()
    {
        if (_view is not { } view || _timeline.Before is not { } before) return;
        var earlier = await cases.EarlierAsync(Actor, view.Line.CaseNumber, before);
        if (earlier.Ok) _timeline.MergeEarlier(earlier.Value.Entries, earlier.Value.HasEarlier);
    }

    private Task ScoredAsync(ScoreTotal total)
    {
        _correcting = false;
        return AfterAsync(total.IsFailed ? T["Quality.SavedFailed"] : T["Quality.Saved", QualityWords.Percent(total.Percent)]);
    }

    private Task AnsweredAsync() => AfterAsync(T["Quality.AnswerSaved"]);

    private async Task CalibrateAsync() => await DoAsync(await calibrate.ExecuteAsync(new(Id), Actor), T["Quality.CalibrateSaved"]);

    private async Task WithdrawAsync() => await DoAsync(await withdraw.ExecuteAsync(new(Id, _reason), Actor), T["Quality.WithdrawSaved"]);

    private Task DoAsync(Result result, string done)
    {
        _refusal = result.Refusal;
        return result.Ok ? AfterAsync(done) : Task.CompletedTask;
    }

    private Task AfterAsync(string done)
    {
        (_done, _refusal) = (done, null);
        return LoadAsync();
    }
}
