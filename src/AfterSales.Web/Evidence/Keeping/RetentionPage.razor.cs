using AfterSales.Application.Evidence.Keeping;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Evidence.Keeping;

/// <summary>For how long a store keeps evidence, what waits for a second person, and what the last round did. What would go is shown before anything is proposed or confirmed.</summary>
public sealed partial class RetentionPage(RetentionQueries queries, ChangeRetention change, DecideRetention decide, Texts texts)
{
    private static readonly IReadOnlyList<string?> Fields =
        [nameof(RetentionPolicy.Otherwise), nameof(RetentionPolicy.WithoutType), .. CaseTypes.All.Select(type => type.ToString())];

    private PageState _state;
    private RetentionNow? _now;
    private RetentionForm? _form;
    private RetentionForecast? _proposed;
    private RetentionForecast? _forecast;
    private Refusal? _refused;
    private Refusal? _refusal;
    private string? _done;
    private int? _restored;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private bool MayEdit => Actor.May(Permission.ManageStores);

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var now = await queries.NowAsync(Actor);
        _refused = now.Refusal;
        if (now.Value is not { } found) return;
        (_now, _form, _refusal, _restored, _forecast) = (found, RetentionForm.Of(found.Policy), null, null, null);
        // Whoever may neither propose nor confirm is not shown what would go.
        _proposed = found.Proposal is { } proposal ? (await queries.ForecastAsync(proposal.Policy, Actor)).Value : null;
    });

    // What only keeps longer is saved; anything else is shown first, and proposed with the second click.
    private Task SaveAsync() => DoAsync(async () =>
    {
        var (now, policy) = (_now!, _form!.ToPolicy());
        if (policy.Problem() is { } problem) return problem;
        if (_forecast is null && policy.Shortens(now.Policy))
        {
            var forecast = await queries.ForecastAsync(policy, Actor);
            _forecast = forecast.Value;
            return forecast.Refusal;
        }
        var changed = await change.ExecuteAsync(new(now.Policy.Version, policy), Actor);
        if (changed.Value is not { } answer) return changed.Refusal;
        await LoadAsync();
        _done = answer.IsProposed ? T["Retention.Proposed"] : T[answer.Version == now.Policy.Version ? "Clocks.Unchanged" : "Retention.Saved", answer.Version];
        return null;
    });

    private Task DecideAsync(bool confirm) => DoAsync(async () =>
    {
        var decided = await decide.ExecuteAsync(new(_now!.Proposal!.Id, confirm), Actor);
        if (!decided.Ok) return decided.Refusal;
        await LoadAsync();
        _done = confirm ? T["Retention.Confirmed", decided.Value] : T["Retention.Declined"];
        return null;
    });

    /// <summary>Puts an earlier version into the form; saving it makes a new one.</summary>
    private Task RestoreAsync(int version) => DoAsync(async () =>
    {
        var found = await queries.VersionAsync(Actor, version);
        if (found.Ok) (_form, _forecast, _restored) = (RetentionForm.Of(found.Value), null, version);
        return found.Refusal;
    });

    private async Task DoAsync(Func<Task<Refusal?>> act)
    {
        (_busy, _done) = (true, null);
        try
        {
            _refusal = await act();
        }
        finally
        {
            _busy = false;
        }
    }

    // What was foretold was foretold of another form.
    private void Forget() => _forecast = null;
}
