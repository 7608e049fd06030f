using AfterSales.Application.Reviews;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Reviews;

/// <summary>The chat lines of a case that were marked as evidence: to read, to copy, to take away, to print for the platform.</summary>
public sealed partial class MarkedLinesPage(ReviewQueries reviews, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private MarkedLines? _marked;

    [Parameter] public string Number { get; set; } = "";

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    private string Text => _marked is null ? "" : texts.TextOf(_marked, formats);

    private string Address => $"data:text/plain;charset=utf-8,{Uri.EscapeDataString(Text)}";

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await reviews.MarkedLinesAsync(Actor, Number);
        (_refused, _marked) = (found.Refusal, found.Value);
    });
}
