using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

public sealed partial class LeaveList(LeaveQueries leaves, DecideLeave decide, Texts texts, Formats formats)
{
    private readonly List<LeaveLine> _lines = [];
    private PageState _state;
    private Refusal? _refused;
    private Refusal? _refusal;
    private bool _more;
    private Guid? _saying;
    private LeaveAnswer _answer;
    private string _because = "";

    /// <summary>Whose; null: everybody's.</summary>
    [Parameter] public Guid? PersonId { get; set; }

    /// <summary>Only what became this.</summary>
    [Parameter] public LeaveState? State { get; set; }

    [Parameter, EditorRequired] public string Empty { get; set; } = "";

    [Parameter] public EventCallback Changed { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    protected override Task OnInitializedAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        _lines.Clear();
        await MoreAsync();
        StateHasChanged();
    }

    private async Task MoreAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var page = await leaves.PageAsync(Actor, PersonId, State, _lines.Count == 0 ? null : _lines[^1].Id);
        _refused = page.Refusal;
        _more = page.Value?.Count == LeaveQueries.PageSize;
        _lines.AddRange(page.Value ?? []);
    });

    private void Say(LeaveLine line, LeaveAnswer answer) => (_saying, _answer, _because, _refusal) = (line.Id, answer, "", null);

    private Task WithdrawAsync(LeaveLine line)
    {
        if (line.PersonId == Actor.PersonId) return DecideAsync(line.Id, LeaveAnswer.Withdraw, null);
        Say(line, LeaveAnswer.Withdraw);
        return Task.CompletedTask;
    }

    private async Task DecideAsync(Guid id, LeaveAnswer answer, string? because)
    {
        _refusal = (await decide.ExecuteAsync(new(id, answer, because), Actor)).Refusal;
        if (_refusal?.Field is not null) return;
        _saying = null;
        await LoadAsync();
        await Changed.InvokeAsync();
    }

    private static string Tone(LeaveState state) => state switch
    {
        LeaveState.Asked => "soon",
        LeaveState.Approved => "good",
        LeaveState.Declined => "late",
        _ => "",
    };
}
