using AfterSales.Application.People;
using AfterSales.Web.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Layout;

/// <summary>Rail, top bar and the page. A page below it can count on an actor.</summary>
public partial class MainLayout(CurrentDesk current, Texts texts, Formats formats, NavigationManager navigation)
{
    private Desk? _desk;
    private ErrorBoundary? _boundary;

    private Texts T => texts;

    protected override async Task OnInitializedAsync()
    {
        _desk = await current.GetAsync();
        if (_desk is null)
            navigation.NavigateTo("/no-store");
        else
            formats.Zone = TimeZoneInfo.FindSystemTimeZoneById(_desk.Store.TimeZoneId);
    }

    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();
}
