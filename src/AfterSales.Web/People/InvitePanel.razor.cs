using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

public partial class InvitePanel(InvitePerson invitePerson, NavigationManager navigation, Formats formats, Texts texts)
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(InvitePerson.Input.Name), nameof(InvitePerson.Input.Roles)];

    private readonly HashSet<Role> _roles = [Role.AfterSales];
    private string _name = "";
    private string? _link;
    private DateTimeOffset _expiresAt;
    private Refusal? _refusal;

    private Texts T => texts;
    private Formats Formats => formats;

    /// <summary>A link was made; it is still shown.</summary>
    [Parameter, EditorRequired] public EventCallback Made { get; set; }

    [Parameter, EditorRequired] public EventCallback Closed { get; set; }
    [CascadingParameter] private Desk Desk { get; set; } = null!;

    private async Task InviteAsync()
    {
        var result = await invitePerson.ExecuteAsync(new(_name, [.. _roles]), Desk.Actor);
        _refusal = result.Refusal;
        if (!result.Ok) return;
        _link = navigation.ToAbsoluteUri($"/invite/{result.Value.Token}").ToString();
        _expiresAt = result.Value.ExpiresAt;
        await Made.InvokeAsync();
    }
}
