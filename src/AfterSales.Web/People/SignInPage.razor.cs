using AfterSales.Application.People;
using AfterSales.Application.Stores.Demo;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.People;

public partial class SignInPage(SignIn signIn, SignInManager<Person> session, DemoStore demo, NavigationManager navigation, Texts texts)
{
    private Refusal? _refusal;
    private IReadOnlyList<(string SignIn, string Name, IReadOnlyList<Role> Roles)> _demo = [];

    private Texts T => texts;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }
    [SupplyParameterFromForm] private Credentials? Form { get; set; }

    private sealed class Credentials
    {
        public string? Name { get; set; }
        public string? Password { get; set; }
    }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        if (HttpMethods.IsGet(Http.Request.Method) && Http.User.Identity?.IsAuthenticated == true)
        {
            // A page whose session ended comes this way: only a session that is still good goes on.
            if (await session.ValidateSecurityStampAsync(Http.User) is not null)
                navigation.NavigateTo(People.ReturnUrl.Local(ReturnUrl));
            else
                await session.SignOutAsync();
        }
        _demo = await demo.SignInsAsync(Http.RequestAborted);
    }

    private async Task SubmitAsync()
    {
        var address = Http.Connection.RemoteIpAddress?.ToString() ?? "";
        var result = await signIn.ExecuteAsync(new(Form!.Name ?? "", Form.Password ?? "", address), Http.RequestAborted);
        if (!result.Ok)
        {
            _refusal = result.Refusal;
            return;
        }
        var person = await session.UserManager.FindByIdAsync(result.Value.ToString());
        await session.SignInAsync(person!, isPersistent: true);
        if (person!.Language is { } language) SessionEndpoints.RememberLanguage(Http, language);
        navigation.NavigateTo(People.ReturnUrl.Local(ReturnUrl));
    }
}
