using AfterSales.Application.Importing;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Importing;

/// <summary>The rows of a file that were not taken: where, why, and what stood there.</summary>
public sealed partial class RefusedRows(ImportQueries imports, Texts texts, Formats formats)
{
    private readonly List<RowRefused> _rows = [];
    private string? _code;
    private long? _next;
    private (Guid Id, int Refused) _shown;

    [Parameter, EditorRequired] public ImportDetails Details { get; set; } = null!;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    protected override Task OnParametersSetAsync()
    {
        // The page draws itself anew with every step of a running job; the refusals change once.
        var now = (Details.Import.Id, Details.Import.Refused);
        if (_shown == now) return Task.CompletedTask;
        _shown = now;
        return ReloadAsync();
    }

    private Task FilterAsync(ChangeEventArgs e)
    {
        _code = e.Value as string is { Length: > 0 } code ? code : null;
        return ReloadAsync();
    }

    private string ShortReason(string code, int count) => $"{T.Find($"Importing.Of.{code}") ?? T.Sentence(code, "", "")} ({F.Number(count)})";

    private Task ReloadAsync()
    {
        _rows.Clear();
        _next = null;
        return MoreAsync();
    }

    private async Task MoreAsync()
    {
        if ((await imports.RefusalsAsync(Details.Import.Id, _code, _next ?? 0, Actor)).Value is not { } more) return;
        _rows.AddRange(more.Rows);
        _next = more.Next;
    }
}
