using AfterSales.Application.People.Pay;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People.Pay;

/// <summary>One person's sheet of a month, every line with what is behind it. A person sees and disputes their own.</summary>
public sealed partial class SheetPage(SheetQueries sheets, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private DateOnly _month;
    private MonthSheet? _sheet;
    private PayLine? _disputed;
    private string? _done;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "month")] private string? Month { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool IsOwn => Actor.PersonId == Id;

    protected override Task OnParametersSetAsync()
    {
        _month = Months.Of(Month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        _done = null;
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await sheets.OfPersonAsync(Id, _month, Actor);
        (_refused, _sheet) = (found.Refusal, found.Value);
    });

    private Task RaisedAsync()
    {
        (_disputed, _done) = (null, T["Pay.Disputed"]);
        return LoadAsync();
    }

    private static decimal Then(MonthSheet sheet, PayLine line) => sheet.Lines.FirstOrDefault(one => one.Key == line.Key)?.Yuan ?? 0;
}
