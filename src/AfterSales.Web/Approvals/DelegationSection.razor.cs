using AfterSales.Application.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Approvals;

/// <summary>Who decides for whom while they are absent, and leaving one's own approvals to a colleague.</summary>
public sealed partial class DelegationSection(DelegationQueries delegations, DelegateApprovals delegateApprovals, EndDelegation end, Texts texts, Formats formats)
{
    private static readonly string[] Fields = [nameof(DelegateApprovalsInput.ToId), nameof(DelegateApprovalsInput.End), nameof(DelegateApprovalsInput.Reason)];

    private DelegationsNow? _now;
    private Refusal? _refused;
    private Refusal? _refusal;
    private PageState _state;
    private Guid? _to;
    private DateTime? _start;
    private DateTime? _end;
    private string _why = "";

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var now = await delegations.NowAsync(Actor);
        (_refused, _now) = (now.Refusal, now.Value);
    });

    private async Task SaveAsync()
    {
        if (_to is not { } to || _end is not { } until) return;
        _refusal = (await delegateApprovals.ExecuteAsync(new(to, _start is { } from ? At(from) : null, At(until), _why), Actor)).Refusal;
        if (_refusal is not null) return;
        (_to, _start, _end, _why) = (null, null, null, "");
        await LoadAsync();
    }

    private async Task EndAsync(Guid id)
    {
        _refusal = (await end.ExecuteAsync(id, Actor)).Refusal;
        await LoadAsync();
    }

    private DateTimeOffset At(DateTime wall) => formats.At(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
}
