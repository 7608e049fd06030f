using AfterSales.Application.Cases;
using AfterSales.Application.Insights;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Insights;

/// <summary>A page of figures: its days and stores stand in the address, and it follows what is counted, and the calendar, without a reload.</summary>
public abstract class ReportPage(ChangeSignal signal, Formats formats) : ComponentBase, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private readonly PeriodicTimer _look = new(LookEvery);
    private ChangeNews? _news;
    private (RangeChoice, string?, string?) _asked;

    [SupplyParameterFromQuery(Name = "range")] private string? RangeNamed { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "stores")] private string? StoresNamed { get; set; }

    [CascadingParameter] protected Desk Desk { get; set; } = null!;

    protected Formats F => formats;

    protected PageState State { get; private set; }

    protected Refusal? Refused { get; set; }

    protected RangeChoice Choice { get; private set; } = null!;

    protected ReportStores Stores { get; private set; } = null!;

    protected bool MayLook => Desk.Actor.May(Permission.ViewReports);

    /// <summary>Reads everything that the page shows of <see cref="Choice"/> and <see cref="Stores"/>.</summary>
    protected abstract Task ReadAsync();

    /// <summary>What the address says besides days and stores.</summary>
    protected virtual string? Subject => null;

    /// <summary>Called now and then: time alone changes something. Answers whether there is anything to draw.</summary>
    protected virtual bool LooksOtherwise() => false;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive || !MayLook) return;
        _news = new(signal, change => change.Of == ChangeOf.Reports && Stores.Ids.Contains(change.StoreId), () => InvokeAsync(LoadAsync));
        _ = LookAsync();
    }

    protected override Task OnParametersSetAsync()
    {
        (Choice, Stores) = (ChoiceNow(), StoreChoice.Read(StoresNamed, Desk));
        if (!RendererInfo.IsInteractive || _asked == (Choice, StoresNamed, Subject)) return Task.CompletedTask;
        _asked = (Choice, StoresNamed, Subject);
        return LoadAsync();
    }

    public void Dispose()
    {
        _news?.Dispose();
        _look.Dispose();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    protected async Task LoadAsync()
    {
        State = await PageLoad.RunAsync(ReadAsync);
        StateHasChanged();
    }

    private RangeChoice ChoiceNow() => RangeChoice.Of(RangeNamed, From, To, DateOnly.FromDateTime(formats.Wall(formats.Now)));

    // A day becomes the next.
    private async Task LookAsync()
    {
        while (await _look.WaitForNextTickAsync())
        {
            await InvokeAsync(async () =>
            {
                if (ChoiceNow() != Choice)
                {
                    Choice = ChoiceNow();
                    await LoadAsync();
                }
                else if (LooksOtherwise())
                {
                    StateHasChanged();
                }
            });
        }
    }
}
