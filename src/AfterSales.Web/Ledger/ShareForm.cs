using AfterSales.Domain.Ledger;

namespace AfterSales.Web.Ledger;

/// <summary>One part of a cost, while it is typed.</summary>
internal sealed class ShareForm
{
    public Party Party { get; set; }
    public decimal? Percent { get; set; }
    public string? Name { get; set; }
    public Guid? PersonId { get; set; }

    public bool HasName => Party is Party.Courier or Party.Supplier;

    public static ShareForm Of(Share share) => new() { Party = share.Party, Percent = share.Percent, Name = share.Name, PersonId = share.PersonId };

    public Share ToShare() => new(Party, Percent ?? 0, HasName ? Name : null, Party == Party.Person ? PersonId : null);
}
