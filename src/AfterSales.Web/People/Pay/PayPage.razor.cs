using AfterSales.Application.People.Pay;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People.Pay;

/// <summary>What the store pays in a month: everybody's sheet in a line, amounts that are entered, and the closing.</summary>
public sealed partial class PayPage(SheetQueries sheets, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private DateOnly _month;
    private MonthPay? _pay;
    private string? _done;

    [SupplyParameterFromQuery(Name = "month")] private string? Month { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnParametersSetAsync()
    {
        _month = Months.Of(Month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        _done = null;
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await sheets.OfMonthAsync(_month, Actor);
        (_refused, _pay) = (found.Refusal, found.Value);
    });

    private string NameOf(Guid person) => _pay?.Sheets.FirstOrDefault(sheet => sheet.PersonId == person)?.Name ?? T["History.SomebodyGone"];

    private Task EnteredAsync() => AfterAsync(T["Pay.Entered"]);

    private Task ClosedAsync() => AfterAsync(T["Pay.MonthClosed", Months.Text(_month)]);

    private Task AfterAsync(string done)
    {
        _done = done;
        return LoadAsync();
    }
}
