using AfterSales.Application.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>Who belongs to the store, who is invited, and who changed what.</summary>
public partial class PeoplePage(PeopleQueries people, InviteQueries invites, Texts texts)
{
    private PageState _state;
    private IReadOnlyList<Member> _members = [];
    private IReadOnlyList<OpenInvite> _invites = [];
    private Refusal? _refused;
    private Refusal? _refusal;
    private string? _done;
    private bool _inviting;
    private Member? _edited;
    private AuditList? _audit;

    private Texts T => texts;

    [CascadingParameter] private Desk Desk { get; set; } = null!;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync()
    {
        _state = await PageLoad.RunAsync(async () =>
        {
            var members = await people.MembersAsync(Desk.Actor);
            _refused = members.Refusal;
            _members = members.Value ?? [];
            _invites = (await invites.OpenAsync(Desk.Actor)).Value ?? [];
        });
        if (_audit is not null) await _audit.LoadAsync();
    }

    private void Invite()
    {
        _inviting = true;
        _edited = null;
    }

    private void Edit(Member member)
    {
        _edited = member;
        _inviting = false;
    }

    private Task RolesSavedAsync()
    {
        var name = _edited!.DisplayName;
        _edited = null;
        return AfterAsync((Result.Done, T["People.RolesChanged", name]));
    }

    private Task AfterAsync((Result Result, string Done) change)
    {
        _refusal = change.Result.Refusal;
        _done = change.Result.Ok ? change.Done : null;
        return LoadAsync();
    }
}
