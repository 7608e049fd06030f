using AfterSales.Application.Orders;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Orders;

/// <summary>Orders of the store. Search and filter stand in the address, so that a view can be sent to a colleague.</summary>
public sealed partial class OrdersPage(OrderQueries orders, NavigationManager navigation, Texts texts)
{
    private readonly List<OrderListRow> _rows = [];
    private PageState _state;
    private Refusal? _refused;
    private string? _text;
    private OrderCursor? _next;

    [SupplyParameterFromQuery(Name = "q")] private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "status")] private string? Status { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnParametersSetAsync()
    {
        _text = Query;
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private void Search() => Go(_text, Status);

    private void Go(string? text, string? status) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["q"] = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        ["status"] = string.IsNullOrEmpty(status) ? null : status,
    }));

    private async Task LoadAsync()
    {
        _rows.Clear();
        _next = null;
        _state = await PageLoad.RunAsync(MoreAsync);
    }

    private async Task MoreAsync()
    {
        var search = new OrderSearch(Query, Enum.TryParse<OrderStatus>(Status, out var status) ? status : null);
        var found = await orders.ListAsync(search, _next, Actor);
        _refused = found.Refusal;
        if (found.Value is not { } page) return;
        _rows.AddRange(page.Rows);
        _next = page.Next;
    }
}
