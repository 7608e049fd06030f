using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Approvals;

/// <summary>What people may spend a day, who signs for much, what the store means to spend, and the versions of it. Who may not change it reads it.</summary>
public sealed partial class SpendingPage(SpendingPolicyQueries policies, ChangeSpendingPolicy change, Texts texts)
{
    private PageState _state;
    private SpendingPolicyNow? _now;
    private SpendingForm? _form;
    private IReadOnlyList<SpendingProblem> _problems = [];
    private Refusal? _refused;
    private Refusal? _refusal;
    private string? _saved;
    private int? _restored;
    private Guid? _person;
    private bool _saving;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private bool MayEdit => Actor.May(Permission.EditPolicies);

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive) await LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var now = await policies.NowAsync(Actor);
        _refused = now.Refusal;
        if (now.Value is not { } found) return;
        (_now, _form, _problems, _refusal, _restored) = (found, SpendingForm.Of(found.Policy), [], null, null);
    });

    private async Task SaveAsync()
    {
        if (_form is not { } form || _now is not { } now) return;
        (_saved, _refusal) = (null, null);
        var policy = form.ToPolicy();
        _problems = policy.Problems();
        if (_problems.Count > 0) return;
        _saving = true;
        try
        {
            var changed = await change.ExecuteAsync(new(now.Policy.Version, policy), Actor);
            _refusal = changed.Refusal;
            if (!changed.Ok) return;
            _saved = T[changed.Value == now.Policy.Version ? "Clocks.Unchanged" : "Spending.Saved", changed.Value];
        }
        finally
        {
            _saving = false;
        }
        await LoadAsync();
    }

    /// <summary>Puts an earlier version into the form; saving it makes a new one.</summary>
    private async Task RestoreAsync(int version)
    {
        var found = await policies.VersionAsync(Actor, version);
        _refusal = found.Refusal;
        if (found.Ok) (_form, _problems, _saved, _restored) = (SpendingForm.Of(found.Value), [], null, version);
    }

    private void AddPerson()
    {
        if (_person is { } person) _form!.People.Add(new() { PersonId = person });
        _person = null;
    }

    private string Platform(BatchForm batch) => texts.Find($"Spending.Platform.{batch.Platform}") ?? batch.Platform;
}
