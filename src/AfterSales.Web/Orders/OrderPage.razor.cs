using AfterSales.Application.Customers;
using AfterSales.Application.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Orders;

/// <summary>Everything known of one order.</summary>
public sealed partial class OrderPage(OrderQueries orders, FlagOrder flags, WriteStaffNote notes, RevealPhone phones, Texts texts)
{
    private PageState _state;
    private OrderDetails? _details;
    private Refusal? _refused;
    private string? _phone;

    [Parameter] public string OrderNo { get; set; } = "";

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private IReadOnlyList<NoteOnCustomer> Notes => [.. _details!.Notes.Select(n => new NoteOnCustomer(n.Id, n.Text, n.AuthorName, n.At, null))];

    protected override Task OnParametersSetAsync()
    {
        _phone = null;
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await orders.FindAsync(OrderNo, Actor);
        _details = found.Value;
        _refused = found.Refusal is { Kind: RefusalKind.Forbidden } ? found.Refusal : null;
    });

    private async Task RevealAsync()
    {
        _phone = (await phones.ExecuteAsync(OrderNo, Actor)).Value;
        await LoadAsync();
    }

    private async Task<Result> FlagAsync(FlagColour? colour, string memo)
    {
        var done = await flags.ExecuteAsync(new(OrderNo, colour, memo, _details!.Order.Version), Actor);
        await LoadAsync();
        StateHasChanged();
        return done;
    }

    private async Task<Result> WriteAsync(string text)
    {
        var done = await notes.ExecuteAsync(new(null, OrderNo, text), Actor);
        await LoadAsync();
        StateHasChanged();
        return done;
    }
}
