using AfterSales.Application.People;
using AfterSales.Application.Insights;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Insights;

/// <summary>The cases behind a number of a report; which number stands in the address.</summary>
public sealed partial class BehindPage(CasesBehindQueries cases, PeopleQueries people, Texts texts, Formats formats)
{
    private readonly List<BehindLine> _lines = [];
    private PageState _state;
    private Refusal? _refused;
    private Behind? _behind;
    private ReportStores _stores = null!;
    private string? _storesRead;
    private BehindCursor? _next;
    private bool _loading;
    private IReadOnlyDictionary<Guid, string> _people = new Dictionary<Guid, string>();

    [SupplyParameterFromQuery(Name = "of")] private string? Measure { get; set; }

    [SupplyParameterFromQuery(Name = "cut")] private string? CutName { get; set; }

    [SupplyParameterFromQuery(Name = "key")] private string? Key { get; set; }

    [SupplyParameterFromQuery(Name = "late")] private string? Late { get; set; }

    [SupplyParameterFromQuery(Name = "over")] private string? Over { get; set; }

    [SupplyParameterFromQuery(Name = "upto")] private string? UpTo { get; set; }

    [SupplyParameterFromQuery(Name = "stores")] private string? StoresNamed { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [CascadingParameter] private Desk Desk { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    private bool HasSeconds => _lines.Exists(line => line.Seconds is not null);

    private bool HasYuan => _lines.Exists(line => line.Yuan is not null);

    private bool HasStyle => _lines.Exists(line => line.Style is not null);

    private string StoreOf(BehindLine line) => Desk.Stores.First(store => store.Id == line.StoreId).Name;

    protected override Task OnParametersSetAsync()
    {
        var behind = ReportAddress.BehindOf(new(Measure, CutName, Key, Late, Over, UpTo, From, To));
        if (behind == _behind && StoresNamed == _storesRead && _state.Loaded) return Task.CompletedTask;
        (_behind, _storesRead, _stores) = (behind, StoresNamed, StoreChoice.Read(StoresNamed, Desk));
        return RendererInfo.IsInteractive && behind is not null ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        _lines.Clear();
        _people = await people.NamesOfAsync(_stores);
        await ReadAsync(null);
    });

    private async Task MoreAsync()
    {
        _loading = true;
        _state = await PageLoad.RunAsync(() => ReadAsync(_next));
        _loading = false;
    }

    private async Task ReadAsync(BehindCursor? after)
    {
        var page = await cases.PageAsync(_behind!, after, _stores);
        _refused = page.Refusal;
        if (page.Value is not { } found) return;
        _lines.AddRange(found.Lines);
        _next = found.Next;
    }
}
