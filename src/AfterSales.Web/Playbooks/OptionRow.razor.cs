using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Playbooks;

/// <summary>One remedy that may be chosen. Where money is agreed it asks how much, and never begins with a number.</summary>
public sealed partial class OptionRow
{
    private readonly string _id = $"amount-{Interlocked.Increment(ref _last)}";
    private static int _last;
    private ElementReference _input;
    private string _typed = "";
    private string? _problem;
    private bool _asking;
    private bool _focus;

    [Parameter, EditorRequired] public OptionView Option { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback Why { get; set; }

    private bool IsChosen => View.Chosen is { } chosen && chosen.Value == Value.Of(Option.Remedy);

    // What is typed decides who decides. The guide is for what is given as goodwill; a price is what was paid.
    private ApprovalDemand Demand => _asking && AgreedAmount.Read(_typed) is { } amount ? View.Guidance.ApprovalFor(Option.Remedy, amount) : Option.Demand;

    private string Hint
    {
        get
        {
            string?[] parts =
            [
                Option.Option.Need == "by amount" && View.Guide is { } guide ? T["Guidance.GuideOf", guide.From == 0 ? Formats.Money(guide.UpTo) : $"{Formats.Money(guide.From)}–{Formats.Money(guide.UpTo)}"] : null,
                Words.Approval(Option.Option, Demand) is { } approval ? $"{approval}{T["Guidance.Colon"]}{Words.Causes(Demand)}" : null,
            ];
            return string.Join(" · ", parts.OfType<string>());
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focus) return;
        _focus = false;
        await _input.FocusAsync();
    }

    private Task ChooseAsync(MouseEventArgs tap)
    {
        if (tap.Detail > 1) return Task.CompletedTask;
        if (!Option.AsksMoney) return SaveAsync(tap, null);
        (_asking, _focus, _typed, _problem) = (!_asking, !_asking, "", null);
        return Task.CompletedTask;
    }

    private void Typed(ChangeEventArgs change) => (_typed, _problem) = (change.Value as string ?? "", null);

    private async Task ConfirmAsync()
    {
        _problem = AgreedAmount.Problem(_typed, Option.Option, T);
        if (_problem is not null) return;
        await SaveAsync(null, AgreedAmount.Read(_typed));
        _asking = false;
    }

    private Task TakeBackAsync(MouseEventArgs tap) => SayAsync(tap, [("chosen remedy", Value.Unknown), .. OldAmount()]);

    private Task SaveAsync(MouseEventArgs? tap, decimal? amount) =>
        SayAsync(tap, [("chosen remedy", Value.Of(Option.Remedy)), .. amount is { } yuan ? [("amount", Value.Of(yuan))] : OldAmount()]);

    // What was agreed for another remedy is not what is agreed now.
    private (string, Value)[] OldAmount() => View.Amount is null ? [] : [("amount", Value.Unknown)];
}
