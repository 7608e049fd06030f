using System.Globalization;
using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Stores;

/// <summary>Names a new store, or one there is.</summary>
public partial class StorePanel(CreateStore createStore, DescribeStore describeStore, Texts texts)
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(CreateStore.Input.Name), nameof(CreateStore.Input.TimeZoneId), nameof(DescribeStore.Input.Province), nameof(DescribeStore.Input.City), nameof(DescribeStore.Input.MarginShare), nameof(DescribeStore.Input.Language)];

    private string _name = "";
    private string _zone = TimeZones.Default;
    private string _language = Languages.Chinese.Name;
    private string? _province;
    private string? _city;
    private decimal? _margin;
    private Refusal? _refusal;

    private Texts T => texts;

    /// <summary>Null for a new one.</summary>
    [Parameter, EditorRequired] public ManagedStore? Store { get; set; }

    /// <summary>With the store's name.</summary>
    [Parameter, EditorRequired] public EventCallback<string> Saved { get; set; }

    [Parameter, EditorRequired] public EventCallback Closed { get; set; }
    [CascadingParameter] private Actor Actor { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Store is null) return;
        _name = Store.Name;
        _zone = Store.TimeZoneId;
        _language = Store.Language;
        (_province, _city, _margin) = (Store.Province, Store.City, Percent(Store.MarginShare));
    }

    // Without the zeros at its end, as people write it.
    private static decimal? Percent(decimal? share) => share is { } part ? decimal.Parse((part * 100).ToString("0.##", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    private async Task SaveAsync()
    {
        _refusal = Store is null
            ? (await createStore.ExecuteAsync(new(_name, _zone), Actor)).Refusal
            : (await describeStore.ExecuteAsync(new(Store.Id, Store.Version, _name, _zone, _province, _city, _margin / 100, _language), Actor)).Refusal;
        if (_refusal is null) await Saved.InvokeAsync(_name);
    }
}
