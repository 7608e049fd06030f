using AfterSales.Application.People.Pay;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People.Pay;

/// <summary>What people are paid, from which month on, who has which grade, and the versions of it. The owner's.</summary>
public sealed partial class PaySettingsPage(PayPolicyQueries policies, ChangePayPolicy change, Texts texts, Formats formats)
{
    private PageState _state;
    private PayPolicyNow? _now;
    private PayForm? _form;
    private IReadOnlyList<PayProblem> _problems = [];
    private Refusal? _refused;
    private Refusal? _refusal;
    private string? _saved;
    private int? _restored;
    private DateOnly _from;
    private bool _saving;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var now = await policies.NowAsync(Actor);
        _refused = now.Refusal;
        if (now.Value is not { } found) return;
        (_now, _form, _problems, _refusal, _restored) = (found, PayForm.Of(found.Latest), [], null, null);
        _from = Months.Of(null, DateOnly.FromDateTime(formats.Wall(formats.Now)));
    });

    private async Task SaveAsync()
    {
        if (_form is not { } form || _now is not { } now) return;
        (_saved, _refusal) = (null, null);
        var policy = form.ToPolicy();
        _problems = policy.Problems();
        if (_problems.Count > 0) return;
        _saving = true;
        var changed = await change.ExecuteAsync(new(now.Latest.Version, _from, policy), Actor);
        _saving = false;
        _refusal = changed.Refusal;
        if (!changed.Ok) return;
        _saved = T["Pay.PolicySaved", changed.Value, Months.Text(_from)];
        await LoadAsync();
    }

    /// <summary>Puts an earlier version into the form; saving it makes a new one.</summary>
    private async Task RestoreAsync(int version)
    {
        var found = await policies.VersionAsync(Actor, version);
        _refusal = found.Refusal;
        if (found.Ok) (_form, _problems, _saved, _restored) = (PayForm.Of(found.Value), [], null, version);
    }

    private Task GradedAsync()
    {
        _saved = T["Pay.GradeSaved"];
        return LoadAsync();
    }
}
