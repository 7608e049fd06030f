using AfterSales.Domain.Ledger;

namespace AfterSales.Web.Ledger;

/// <summary>
/// The parts of a cost, while they are typed. A part that was added takes what the others leave, also when they are changed afterwards, until somebody types
/// its own number.
/// </summary>
internal sealed class ShareParts(IEnumerable<ShareForm> parts)
{
    private const decimal Whole = 100;

    private readonly List<ShareForm> _all = [.. parts];
    private ShareForm? _rest;

    public IReadOnlyList<ShareForm> All => _all;

    public decimal Sum => _all.Sum(part => part.Percent ?? 0);

    public void Add()
    {
        _all.Add(_rest = new() { Party = Party.Courier });
        FillRest();
    }

    public void Remove(ShareForm part)
    {
        _all.Remove(part);
        if (part == _rest) _rest = null;
        FillRest();
    }

    public void Type(ShareForm part, decimal? percent)
    {
        part.Percent = percent;
        if (part == _rest) _rest = null;
        FillRest();
    }

    private void FillRest()
    {
        if (_rest is not null) _rest.Percent = Math.Max(0, Whole - _all.Where(part => part != _rest).Sum(part => part.Percent ?? 0));
    }
}
