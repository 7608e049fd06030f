using AfterSales.Domain.Playbooks.Catalogue;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>
/// What all outcomes that are left say of one remedy. Where several rows of an outcome speak of it, the strongest standing counts, and of rows that
/// stand alike the smallest bound and the strictest need. Offered in every outcome, it is certain, at its weakest standing and smallest bound;
/// forbidden in every outcome, it is forbidden for certain. Otherwise it may still come, and no amount is shown: never a number before the why.
/// </summary>
internal sealed class RemedyTally(string remedy, int place)
{
    private int _outcome = -1;
    private Said _best;
    private int _outcomes;
    private int _offers;
    private Standing _weakest = Standing.Preferred;
    private Standing _strongest = Standing.Allowed;
    private Bound _bound;
    private int _need;

    /// <summary>When it was first named: what the rows say first is shown first.</summary>
    public int Place => place;

    /// <summary>Takes in a row; rows come outcome by outcome.</summary>
    public void Take(int outcome, Standing standing, Bound bound, string? approval)
    {
        var said = new Said(standing, bound, OutcomeCatalogue.Needs.PlaceOf(approval ?? "none"));
        if (outcome != _outcome)
        {
            Close();
            (_outcome, _best) = (outcome, said);
        }
        else if (standing == _best.Standing)
        {
            _best = new Said(standing, _best.Bound.And(said.Bound), Math.Max(_best.Need, said.Need));
        }
        else if (standing > _best.Standing)
        {
            _best = said;
        }
    }

    public RemedyOption Of(int outcomes)
    {
        Close();
        if (_offers == 0)
            return new RemedyOption(remedy, Standing.Forbidden, null, IsBoundKnown: true, "none", _outcomes == outcomes);
        var need = OutcomeCatalogue.Needs.Words[_need];
        return _offers == outcomes
            ? new RemedyOption(remedy, _weakest, _bound.Yuan, _bound.IsKnown, need, IsCertain: true)
            : new RemedyOption(remedy, _strongest, null, IsBoundKnown: false, need, IsCertain: false);
    }

    private void Close()
    {
        if (_outcome < 0)
            return;
        _outcomes++;
        _outcome = -1;
        if (_best.Standing == Standing.Forbidden)
            return;
        _bound = _offers == 0 ? _best.Bound : _bound.And(_best.Bound);
        _offers++;
        (_weakest, _strongest) = ((Standing)Math.Min((int)_weakest, (int)_best.Standing), (Standing)Math.Max((int)_strongest, (int)_best.Standing));
        _need = Math.Max(_need, _best.Need);
    }

    /// <param name="Need">Its place among the needs, the strictest last.</param>
    private readonly record struct Said(Standing Standing, Bound Bound, int Need);
}
