using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

public partial class DigestSection(ChooseDigests choose, DigestQueries digests, NavigationManager navigation, Texts texts)
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(ChooseDigests.Input.Hour)];

    private Refusal? _refusal;

    private Texts T => texts;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>The name of the store that they are of.</summary>
    [Parameter, EditorRequired] public string Store { get; set; } = "";

    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [SupplyParameterFromForm(FormName = "digests")] private Wishes? Form { get; set; }

    private sealed class Wishes
    {
        public bool Daily { get; set; }
        public bool Weekly { get; set; }
        public int Hour { get; set; }
    }

    protected override async Task OnInitializedAsync()
    {
        if (Form is not null) return;
        Form = new();
        var wish = (await digests.WishAsync(Actor, Http.RequestAborted)).Value ?? DigestWish.Of(Actor.Roles);
        (Form.Daily, Form.Weekly, Form.Hour) = (wish.Daily, wish.Weekly, wish.Hour);
    }

    private static string Clock(int hour) => new TimeOnly(hour, 0).ToString("HH:mm", CultureInfo.InvariantCulture);

    private async Task SaveAsync()
    {
        _refusal = (await choose.ExecuteAsync(new(Form!.Daily, Form.Weekly, Form.Hour), Actor, Http.RequestAborted)).Refusal;
        if (_refusal is null) navigation.NavigateTo("/account?done=digests");
    }
}
