using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

public partial class ProfileSection(UpdateProfile updateProfile, PeopleQueries people, NavigationManager navigation, Texts texts)
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(UpdateProfile.Input.DisplayName), nameof(UpdateProfile.Input.Email)];

    private string? _userName;
    private Refusal? _refusal;

    private Texts T => texts;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;
    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [SupplyParameterFromForm(FormName = "profile")] private Profile? Form { get; set; }

    private sealed class Profile
    {
        public string? DisplayName { get; set; }
        public string? Email { get; set; }
        public string? Language { get; set; }
    }

    protected override async Task OnInitializedAsync()
    {
        var posted = Form is not null;
        Form ??= new();
        var mine = await people.MineAsync(Actor, Http.RequestAborted);
        _userName = mine?.UserName;
        if (!posted) (Form.DisplayName, Form.Email, Form.Language) = (mine?.DisplayName, mine?.Email, mine?.Language);
    }

    private async Task SaveAsync()
    {
        _refusal = (await updateProfile.ExecuteAsync(new(Form!.DisplayName ?? "", Form.Email, Form.Language), Actor, Http.RequestAborted)).Refusal;
        if (_refusal is not null) return;
        if (Languages.Named(Form.Language) is { } language) SessionEndpoints.RememberLanguage(Http, language.Name);
        navigation.NavigateTo("/account?done=profile");
    }
}
