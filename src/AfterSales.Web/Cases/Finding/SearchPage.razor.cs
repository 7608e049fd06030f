using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace AfterSales.Web.Cases.Finding;

/// <summary>All that was found, group by group; what is asked for stands in the address. With a type it is conversations of that type, without words its cases, the latest opened first.</summary>
public sealed partial class SearchPage(SearchQueries search, TextQueries texts, CaseListQueries cases, Texts words, Formats formats)
{
    private readonly List<FoundLine> _lines = [];
    private SoughtWords _words = SoughtWords.Read(null);
    private TextHits _said = TextHits.None;
    private string? _next;
    private Refusal? _refused;
    private PageState _state;
    private bool _loading;
    private (string?, CaseType?, CaseSubtype?)? _asked;

    [SupplyParameterFromQuery(Name = "q")] public string? Text { get; set; }

    [SupplyParameterFromQuery] public string? Type { get; set; }

    [SupplyParameterFromQuery] public string? Subtype { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => words;

    // How far conversations have been read in, while they have not.
    private string? ReadingIn => _said.ReadBackTo switch { null => null, { } back when back == DateTimeOffset.MaxValue => words["Search.ReadingIn"], { } back => words["Search.ReadBackTo", formats.Date(back)] };

    private FoundLines Lines => new(words, formats);

    private bool IsAsked => !string.IsNullOrWhiteSpace(Text) || OfType is not null;

    private CaseSubtype? OfSubtype => Enum.TryParse<CaseSubtype>(Subtype, out var subtype) && Enum.IsDefined(subtype) ? subtype : null;

    private CaseType? OfType => OfSubtype is { } subtype ? CaseTypes.TypeOf(subtype) : Enum.TryParse<CaseType>(Type, out var type) && Enum.IsDefined(type) ? type : null;

    /// <summary>The page with these words, of one type alone where it is given.</summary>
    public static string Address(string? text, CaseType? type = null, CaseSubtype? subtype = null)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["q"] = text, ["type"] = type?.ToString(), ["subtype"] = subtype?.ToString() };
        return QueryHelpers.AddQueryString("/search", query.Where(part => !string.IsNullOrWhiteSpace(part.Value)));
    }

    protected override Task OnParametersSetAsync()
    {
        var asked = (Text, OfType, OfSubtype);
        if (!RendererInfo.IsInteractive || asked == _asked) return Task.CompletedTask;
        _asked = asked;
        return IsAsked ? FindAsync() : Task.CompletedTask;
    }

    private async Task FindAsync()
    {
        _lines.Clear();
        (_said, _next, _refused, _state) = (TextHits.None, null, null, default);
        _words = SoughtWords.Read(Text);
        _state = await PageLoad.RunAsync(() => OfType is null ? AllAsync() : MorePartAsync());
    }

    private async Task AllAsync()
    {
        var found = await search.FindAsync(Actor, Text);
        _refused = found.Refusal;
        if (found.Value is not { } hits) return;
        _lines.AddRange(Lines.Of(hits));
        (_said, _next) = (hits.Said, hits.Said.Next);
    }

    private async Task MoreAsync()
    {
        _loading = true;
        _state = await PageLoad.RunAsync(MorePartAsync);
        _loading = false;
    }

    private async Task MorePartAsync()
    {
        if (string.IsNullOrWhiteSpace(Text))
        {
            var list = await cases.ListAsync(new() { Type = OfType, Subtype = OfSubtype, Sort = CaseSort.Opened, Cursor = _next }, Actor);
            _refused = list.Refusal;
            if (list.Value is not { } page) return;
            _lines.AddRange(page.Cases.Select(c => Lines.Of(new CaseHit(c.Case.Number, c.Case.CustomerNick, c.Case.Type, c.Case.Subtype, c.Case.State, c.Case.OrderNo, c.Case.OpenedAt) { By = FoundBy.Type })));
            _next = page.NextCursor;
            return;
        }
        var found = await texts.FindAsync(Actor, Text, _next, OfType, OfSubtype);
        _refused = found.Refusal;
        if (found.Value is not { } said) return;
        _lines.AddRange(said.Hits.Select(Lines.Of));
        (_said, _next) = (said, said.Next);
    }

    private bool HasMore(FoundBy by, int count) => by is FoundBy.Words or FoundBy.Type ? _next is not null : count >= SearchQueries.Most;
}
