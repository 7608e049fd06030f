using AfterSales.Application.Reviews;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Reviews;

/// <summary>
/// The review of a case. It reads when the guidance was read, so that what somebody offers, agrees or finds out is here at once. A costly offer is accepted by agreeing its
/// remedy, with who decides shown before.
/// </summary>
public sealed partial class ReviewCard(ReviewQueries reviews, AnswerOffer answer, Formats formats)
{
    private GuidanceView? _seen;
    private Form? _opened;
    private OfferOnCase? _agreeing;
    private PageState _state;
    private Refusal? _problem;
    private int _readings;
    private bool _busy;

    private enum Form
    {
        Review,
        Offer,
        Reply,
        Outcome,
    }

    private ReviewOnCase? Read { get; set; }

    private Formats F => formats;

    private bool MayWork => Actor.May(Permission.HandleCases);

    // What the playbook lets be offered; words cost nothing, and may be said before all is known.
    private IReadOnlyList<RemedyOption> Offerable => [.. View.Options.Select(option => option.Option), .. View.Possible.Where(option => !OutcomeCatalogue.Costly.Contains(option.Remedy))];

    // Why the rest is not there: a rule, a question that is still open, or no rule at all for what is goodwill.
    private IReadOnlyList<(string Remedy, string Why)> NotOffered
    {
        get
        {
            var reasons = Panel.Reasons;
            var known = View.Guidance.Options.Select(option => option.Remedy).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. View.Possible.Where(option => OutcomeCatalogue.Costly.Contains(option.Remedy)).Select(option => (option.Remedy, T["Reviews.NotOfferedYet"])),
                .. View.Forbidden.Select(option => (option.Remedy, reasons.WhyForbidden(option.Remedy) ?? T["Reviews.NotOfferedByRules"])),
                .. OutcomeCatalogue.Goodwill.Where(remedy => !known.Contains(remedy)).Select(remedy => (remedy, T["Reviews.NotOfferedByRules"])),
            ];
        }
    }

    // What somebody answered before the review was recorded.
    private ReviewCause? SaidCause => View.Told.Sheet["review cause"] is { Origin: FactOrigin.Said, Value: var said } && Enum.TryParse<ReviewCause>(said.AsText, ignoreCase: true, out var cause) ? cause : null;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_seen, View)) return;
        _seen = View;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var reading = ++_readings;
        Result<ReviewOnCase> read = default;
        var state = await PageLoad.RunAsync(async () => read = await reviews.ChangedOfCaseAsync(Actor, Case.Number));
        if (reading != _readings) return;
        _state = state;
        if (read.Value is { } found) Read = found;
    }

    private void Close() => _opened = null;

    private async Task AcceptAsync(MouseEventArgs tap, OfferOnCase offer)
    {
        // Nothing is paid by a tick: the remedy is agreed, with its approvals.
        if (OutcomeCatalogue.Costly.Contains(offer.Offer.Remedy)) _agreeing = offer;
        else await AnswerAsync(tap, offer, OfferAnswer.Accepted);
    }

    private async Task AnswerAsync(MouseEventArgs tap, OfferOnCase offer, OfferAnswer said)
    {
        if (_busy || tap is { Detail: > 1 }) return;
        _busy = true;
        _problem = (await answer.ExecuteAsync(new(Case.Number, offer.Offer.Id, said), Actor)).Refusal;
        _busy = false;
        await Panel.RefreshAsync();
    }

    private IEnumerable<string> About(Review review) =>
        new[]
        {
            review.PostedAt is { } posted ? T["Reviews.PostedAt", F.When(posted)] : null,
            review.OrderNo is { } order ? T["Reviews.OrderOf", order] : null,
            review.Style is { } style ? T["Reviews.StyleOf", style] : null,
            ReviewWords.AddressOf(review.Link) is null ? review.Link : null,
        }.OfType<string>();
}
