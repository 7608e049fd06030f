using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Web.Hosting;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>Who else has the case open, and who of them is writing. As long as it is on screen, the person is seen by the others.</summary>
public sealed partial class ViewersMark(CaseViewers viewers, PageConnection connection, Texts texts) : IDisposable
{
    private IReadOnlyList<Viewer> _others = [];
    private CaseVisit? _visit;
    private volatile bool _asked;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Guid CaseId { get; set; }
    [Parameter, EditorRequired] public bool Writing { get; set; }
    [Parameter, EditorRequired] public IReadOnlyDictionary<Guid, Colleague> People { get; set; } = null!;

    private string? Sentence => ViewerWords.Sentence(_others, NameOf, texts);

    private string Names => string.Join(texts["Shared.ListSeparator"], _others.Select(v => NameOf(v.PersonId)));

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive) return;
        connection.Changed += OnConnection;
        _visit = viewers.Open(Actor, CaseId, AskRefresh);
        // Who was here before tells nothing anew.
        _others = _visit.Others;
    }

    protected override void OnParametersSet() => _visit?.Write(Writing);

    public void Dispose()
    {
        connection.Changed -= OnConnection;
        _visit?.Dispose();
    }

    // A page that lost its connection may come back for minutes; nobody sits in front of it until then.
    private void OnConnection(bool up)
    {
        if (up) _visit?.Return();
        else _visit?.Leave();
    }

    // Called on any thread; several changes in a moment are one redraw.
    private void AskRefresh()
    {
        if (_asked) return;
        _asked = true;
        _ = InvokeAsync(() =>
        {
            _asked = false;
            if (_visit is null) return;
            var others = _visit.Others;
            if (others.SequenceEqual(_others)) return;
            _others = others;
            StateHasChanged();
        });
    }

    private string NameOf(Guid person) => People.GetValueOrDefault(person)?.DisplayName ?? texts["Cases.SomebodyNew"];
}
