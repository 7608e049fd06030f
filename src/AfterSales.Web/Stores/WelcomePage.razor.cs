using AfterSales.Application.People;
using AfterSales.Application.Stores;
using AfterSales.Domain.Shared;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Web.Stores;

/// <summary>The first visitor of an empty product. As soon as a store exists this page is gone.</summary>
public partial class WelcomePage(CreateFirstStore createFirstStore, StoreQueries stores, SignInManager<Person> session, NavigationManager navigation, Texts texts)
{
    private static readonly IReadOnlyList<string?> OwnFields =
        [nameof(CreateFirstStore.Input.StoreName), nameof(CreateFirstStore.Input.TimeZoneId), .. NewPersonFields.Fields];

    private Refusal? _refusal;

    private Texts T => texts;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [SupplyParameterFromForm] private FirstStore? Form { get; set; }

    private sealed class FirstStore
    {
        public string? StoreName { get; set; }
        public string? TimeZoneId { get; set; } = TimeZones.Default;
        public NewPersonForm Owner { get; set; } = new();
    }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        if (await stores.AnyAsync(Http.RequestAborted)) navigation.NavigateTo("/");
    }

    private async Task SubmitAsync()
    {
        var owner = Form!.Owner.ToInput(T.Culture.Name);
        var result = await createFirstStore.ExecuteAsync(new(Form.StoreName ?? "", Form.TimeZoneId ?? "", owner), Http.RequestAborted);
        if (!result.Ok)
        {
            _refusal = result.Refusal;
            return;
        }
        await session.SignInAsync((await session.UserManager.FindByIdAsync(result.Value.ToString()))!, isPersistent: true);
        navigation.NavigateTo("/");
    }
}
