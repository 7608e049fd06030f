using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.People;

public partial class PasswordSection(ChangePassword changePassword, SignInManager<Person> session, NavigationManager navigation, Texts texts)
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(ChangePassword.Input.Current), nameof(ChangePassword.Input.Password)];

    private Refusal? _refusal;

    private Texts T => texts;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;
    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [SupplyParameterFromForm(FormName = "password")] private Passwords? Form { get; set; }

    private sealed class Passwords
    {
        public string? Current { get; set; }
        public string? Password { get; set; }
    }

    private async Task ChangeAsync()
    {
        _refusal = (await changePassword.ExecuteAsync(new(Form?.Current ?? "", Form?.Password ?? ""), Actor, Http.RequestAborted)).Refusal;
        if (_refusal is not null) return;
        // Every session has just ended; this one goes on with the new stamp.
        await session.RefreshSignInAsync((await session.UserManager.GetUserAsync(Http.User))!);
        navigation.NavigateTo("/account?done=password");
    }
}
