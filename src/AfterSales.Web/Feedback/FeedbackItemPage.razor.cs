using AfterSales.Application.Cases;
using AfterSales.Application.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Feedback;

/// <summary>One item, live: its cases and photos, how often the goods break, what happened and what is to be done next.</summary>
public sealed partial class FeedbackItemPage(FeedbackQueries feedback, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private ChangeNews? _news;
    private PageState _state;
    private FeedbackDetails? _read;
    private Refusal? _refused;
    private EvidenceLine? _photo;
    private FeedbackDeed? _deed;
    private int _readings;

    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    private bool MayJudge => Actor.May(Permission.JudgeFeedback);
    private bool MayAnswer => Actor.May(Permission.AnswerFeedback);

    protected override Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return Task.CompletedTask;
        _news ??= new(signal, change => change.Of == ChangeOf.Feedback && change.StoreId == Actor.StoreId, () => InvokeAsync(FollowAsync));
        return LoadAsync();
    }

    public void Dispose() => _news?.Dispose();

    private async Task FollowAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var reading = ++_readings;
        Result<FeedbackDetails> read = default;
        var state = await PageLoad.RunAsync(async () => read = await feedback.FindAsync(Actor, Id));
        if (reading != _readings) return;
        // What is on the screen stays there while the database is away for a moment.
        if (!state.Loaded && _read?.Item.Id == Id) return;
        (_state, _refused, _read) = (state, read.Refusal, read.Value);
    }
}
