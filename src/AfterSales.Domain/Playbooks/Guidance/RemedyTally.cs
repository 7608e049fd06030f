using AfterSales.Domain.Playbooks.Catalogue;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>
/// What all outcomes that are left say of one remedy. Where several rows of an outcome speak of it, the strongest standing counts. Offered in every
/// outcome, it is certain, at its weakest standing and smallest bound; forbidden in every outcome, it is forbidden for certain. Otherwise it may still
/// come, and no amount is shown: never a number before the why.
/// </summary>
internal sealed class RemedyTally(string remedy, int place)
{
    private int _outcome = -1;
    private Said _best;
    private int _outcomes;
    private int _offers;
    private Standing _weakest = Standing.Preferred;
    private Standing _strongest = Standing.Allowed;
    private decimal? _bound;
    private int _need = -1;

    /// <summary>When it was first named: what the rows say first is shown first.</summary>
    public int Place => place;

    /// <summary>Takes in a row; rows come outcome by outcome.</summary>
    public void Take(int outcome, Standing standing, decimal? upTo, string? approval)
    {
        if (outcome != _outcome)
        {
            Close();
            (_outcome, _best) = (outcome, new Said(standing, upTo, approval));
        }
        else if (standing > _best.Standing)
        {
            _best = new Said(standing, upTo, approval);
        }
    }

    public RemedyOption Of(int outcomes)
    {
        Close();
        if (_offers == 0)
            return new RemedyOption(remedy, Standing.Forbidden, null, "none", _outcomes == outcomes);
        var need = OutcomeCatalogue.Needs.Words[Math.Max(0, _need)];
        return _offers == outcomes
            ? new RemedyOption(remedy, _weakest, _bound, need, IsCertain: true)
            : new RemedyOption(remedy, _strongest, null, need, IsCertain: false);
    }

    private void Close()
    {
        if (_outcome < 0)
            return;
        _outcomes++;
        _outcome = -1;
        if (_best.Standing == Standing.Forbidden)
            return;
        _offers++;
        (_weakest, _strongest) = ((Standing)Math.Min((int)_weakest, (int)_best.Standing), (Standing)Math.Max((int)_strongest, (int)_best.Standing));
        _bound = _best.UpTo is { } bound && !(_bound < bound) ? bound : _bound;
        _need = Math.Max(_need, OutcomeCatalogue.Needs.PlaceOf(_best.Approval ?? "none"));
    }

    private readonly record struct Said(Standing Standing, decimal? UpTo, string? Approval);
}
