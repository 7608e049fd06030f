using AfterSales.Application.Cases;
using AfterSales.Web.Clocks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>One case in the queue. Drawn anew only when something it shows is another.</summary>
public sealed partial class CaseRow(Texts texts)
{
    private (QueueRow, string, bool, string?, SoonTimes, TagList)? _drawn;

    [Parameter, EditorRequired] public QueueRow Row { get; set; } = null!;
    [Parameter, EditorRequired] public string Href { get; set; } = "";
    [Parameter, EditorRequired] public bool Selected { get; set; }
    [Parameter, EditorRequired] public string? Owner { get; set; }
    [Parameter, EditorRequired] public SoonTimes Soon { get; set; } = null!;
    [Parameter, EditorRequired] public TagList Tags { get; set; } = TagList.Empty;

    private Texts T => texts;

    private RunningClock? ShownClock => Row.Nearest ?? (Row.Clocks.Count > 0 ? Row.Clocks[0] : null);

    protected override bool ShouldRender()
    {
        var now = (Row, Href, Selected, Owner, Soon, Tags);
        if (_drawn == now) return false;
        _drawn = now;
        return true;
    }
}
