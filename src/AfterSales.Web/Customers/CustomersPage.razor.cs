using AfterSales.Application.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Customers;

/// <summary>Customers of the store. The search stands in the address, so that a view can be sent to a colleague.</summary>
public sealed partial class CustomersPage(CustomerQueries customers, NavigationManager navigation, Texts texts, Formats formats)
{
    private readonly List<CustomerListRow> _rows = [];
    private PageState _state;
    private Refusal? _refused;
    private string? _text;
    private string? _next;

    [SupplyParameterFromQuery(Name = "q")] private string? Query { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    protected override Task OnParametersSetAsync()
    {
        _text = Query;
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private void Search() => navigation.NavigateTo(navigation.GetUriWithQueryParameter("q", string.IsNullOrWhiteSpace(_text) ? null : _text.Trim()));

    private async Task LoadAsync()
    {
        _rows.Clear();
        _next = null;
        _state = await PageLoad.RunAsync(MoreAsync);
    }

    private async Task MoreAsync()
    {
        var found = await customers.ListAsync(Query, _next, Actor);
        _refused = found.Refusal;
        if (found.Value is not { } page) return;
        _rows.AddRange(page.Rows);
        _next = page.Next;
    }
}
