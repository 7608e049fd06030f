using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People.Quality;

/// <summary>Which work is looked at, and by what it is scored.</summary>
public sealed partial class QualitySettingsPage(QualityPolicyQueries policies, Texts texts)
{
    private PageState _state;
    private QualityPolicyNow? _now;
    private Refusal? _refused;
    private string? _saved;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var now = await policies.NowAsync(Actor);
        (_refused, _now) = (now.Refusal, now.Value);
    });

    private Task PlanSavedAsync(int version) => AfterAsync(T["Quality.PlanSaved", version]);

    private Task CardSavedAsync(int version) => AfterAsync(T["Quality.CardSaved", version]);

    private Task AfterAsync(string saved)
    {
        _saved = saved;
        return LoadAsync();
    }
}
