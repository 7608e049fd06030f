using AfterSales.Application.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Ledger;

/// <summary>What couriers and suppliers owe in a month. Month and party stand in the address.</summary>
public sealed partial class ClaimsPage(ClaimSheetQueries claims, NavigationManager navigation, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private DateOnly _month;
    private IReadOnlyList<ClaimSheet> _sheets = [];
    private ClaimSheet? _sheet;

    [SupplyParameterFromQuery(Name = "month")] private string? Month { get; set; }

    [SupplyParameterFromQuery(Name = "party")] private string? Party { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnParametersSetAsync()
    {
        _month = Months.Of(Month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await claims.OfMonthAsync(_month, Actor);
        (_refused, _sheets) = (found.Refusal, found.Value ?? []);
        var party = LedgerWords.PartyOf(Party);
        _sheet = _sheets.FirstOrDefault(sheet => sheet.Party == party) ?? (_sheets.Count > 0 ? _sheets[0] : null);
    });

    private void Go(string? month) => navigation.NavigateTo(Address(Months.Of(month, _month), Party));

    private static string Address(DateOnly month, string? party) => $"/payments/claims?month={Months.Text(month)}" + (party is null ? "" : $"&party={Uri.EscapeDataString(party)}");
}
