using AfterSales.Domain.Customers;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Customers;

public sealed partial class FlagPanel(Texts texts, Formats formats)
{
    private static int _panels;

    private readonly string _name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"flag{Interlocked.Increment(ref _panels)}");
    private bool _editing;
    private FlagColour? _colour;
    private string _memo = "";
    private Refusal? _refusal;

    [Parameter, EditorRequired] public Flag? Flag { get; set; }

    [Parameter, EditorRequired] public IReadOnlyList<FlagChange> Changes { get; set; } = [];

    [Parameter] public bool MayEdit { get; set; }

    /// <summary>Saves the choice; a refusal is shown here.</summary>
    [Parameter, EditorRequired] public Func<FlagColour?, string, Task<Result>> Save { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    private void Edit() => (_editing, _colour, _memo, _refusal) = (true, Flag?.Colour, Flag?.Memo ?? "", null);

    private async Task SaveAsync()
    {
        _refusal = (await Save(_colour, _memo)).Refusal;
        _editing = _refusal is not null;
    }
}
