using AfterSales.Application.Customers;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Customers;

public sealed partial class StaffNotes(Texts texts, Formats formats)
{
    private string _text = "";
    private Refusal? _refusal;

    [Parameter, EditorRequired] public IReadOnlyList<NoteOnCustomer> Notes { get; set; } = [];

    [Parameter] public bool MayWrite { get; set; }

    /// <summary>Writes a note; a refusal is shown here and the text is kept.</summary>
    [Parameter, EditorRequired] public Func<string, Task<Result>> Write { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    private async Task WriteAsync()
    {
        _refusal = (await Write(_text)).Refusal;
        if (_refusal is null) _text = "";
    }
}
