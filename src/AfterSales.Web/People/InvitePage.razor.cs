using AfterSales.Application.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.People;

public partial class InvitePage(AcceptInvite acceptInvite, InviteQueries invites, SignInManager<Person> session, NavigationManager navigation, Texts texts)
{
    private InviteOffer? _offer;
    private Refusal? _refusal;

    private Texts T => texts;

    [Parameter] public string Token { get; set; } = "";
    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [SupplyParameterFromForm] private NewPersonForm? Form { get; set; }

    /// <summary>The name of who is signed in; they join as they are.</summary>
    private string? Known => Http.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    protected override async Task OnInitializedAsync()
    {
        _offer = await invites.OfferAsync(Token);
        // What the inviter calls them, to begin with.
        Form ??= new() { DisplayName = _offer?.Name };
    }

    private async Task SubmitAsync()
    {
        var known = CurrentDesk.PersonId(Http.User);
        var result = await acceptInvite.ExecuteAsync(new(Token, known, known is null ? Form!.ToInput(T.Culture.Name) : null), Http.RequestAborted);
        if (!result.Ok)
        {
            _refusal = result.Refusal;
            return;
        }
        if (known is null)
            await session.SignInAsync((await session.UserManager.FindByIdAsync(result.Value.ToString()))!, isPersistent: true);
        navigation.NavigateTo("/");
    }
}
