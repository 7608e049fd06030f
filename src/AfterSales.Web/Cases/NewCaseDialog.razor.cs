using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>A buyer called or came in: the agent types what was said, and the case opens (or the open one takes it in).</summary>
public sealed partial class NewCaseDialog(OpenCaseByHand open, NavigationManager navigation, Texts texts)
{
    private readonly Input _input = new();
    private ModalDialog? _modal;
    private Refusal? _problem;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    private Texts T => texts;

    private async Task OpenAsync()
    {
        if (_busy) return;
        _busy = true;
        var opened = await open.ExecuteAsync(_input.ToCommand(), Actor);
        _busy = false;
        _problem = opened.Refusal;
        if (!opened.Ok) return;
        if (_modal is not null) await _modal.CloseAsync();
        navigation.NavigateTo(QueueAddress.Of(opened.Value.Number, Application.Cases.QueueView.Mine, null));
    }

    private string? Invalid(string field) => _problem?.Field == field ? "true" : null;

    private RenderFragment? Sentence(string field) => _problem is { } problem && problem.Field == field
        ? builder =>
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", "problem");
            builder.AddAttribute(2, "role", "alert");
            builder.AddContent(3, texts.Sentence(problem));
            builder.CloseElement();
        }
    : null;

    private sealed class Input
    {
        public string Channel { get; set; } = OpenCaseByHand.Channels[0];
        public string Customer { get; set; } = "";
        public string? OrderNo { get; set; }
        public string Text { get; set; } = "";
        public CaseSubtype? Subtype { get; set; }

        public OpenCaseByHandInput ToCommand() => new(Channel, Customer.Trim(), string.IsNullOrWhiteSpace(OrderNo) ? null : OrderNo.Trim(), Text,
            Subtype is { } subtype ? CaseTypes.TypeOf(subtype) : null, Subtype);
    }
}
