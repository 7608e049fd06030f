using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Clocks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>Cases that are late or soon will be; several can be given to somebody at once.</summary>
public sealed partial class DueList(AssignCase assign, Texts texts)
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private readonly List<Refusal> _refusals = [];
    private ModalDialog? _modal;
    private bool _picking;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public IReadOnlyList<QueueRow> Rows { get; set; } = [];
    [Parameter, EditorRequired] public IReadOnlyDictionary<Guid, Colleague> People { get; set; } = null!;
    [Parameter, EditorRequired] public IReadOnlyList<PersonLoad> Loads { get; set; } = [];
    [Parameter, EditorRequired] public SoonTimes Soon { get; set; } = null!;

    private Texts T => texts;

    // What has left the list is not given away unseen.
    protected override void OnParametersSet() => _chosen.IntersectWith(Rows.Select(r => r.Number));

    private void Toggle(string number)
    {
        if (!_chosen.Remove(number)) _chosen.Add(number);
    }

    private async Task GiveAsync((Guid Id, bool EvenOffDuty) picked)
    {
        _busy = true;
        _refusals.Clear();
        foreach (var number in _chosen.ToArray())
        {
            var done = await assign.ExecuteAsync(new(number, picked.Id, null, picked.EvenOffDuty), Actor);
            // Theirs already is as good as done.
            if (done.Ok || done.Refusal.Code == "case.already_theirs") _chosen.Remove(number);
            else _refusals.Add(done.Refusal);
        }
        _busy = false;
        if (_modal is not null) await _modal.CloseAsync();
    }
}
