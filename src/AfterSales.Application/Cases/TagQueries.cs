using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <summary>Reads the store's tags and how many cases carry them. Costs no query as a rule: both are in the node's memory.</summary>
public sealed class TagQueries(StoreTags tags, OpenCases openCases)
{
    /// <summary>All of them, the retired ones too: cases still carry those.</summary>
    public async Task<Result<TagList>> ListAsync(Actor actor, CancellationToken ct = default) =>
        actor.May(Permission.ViewCases) || actor.May(Permission.ViewPolicies) ? await tags.OfAsync(actor.StoreId, ct) : Refusal.Forbidden();

    /// <summary>How many open cases carry each tag, whether it is on the list or not; a tag that none carries is left out.</summary>
    public async Task<Result<IReadOnlyDictionary<string, int>>> CountsAsync(Actor actor) =>
        actor.May(Permission.ViewCases) ? new Result<IReadOnlyDictionary<string, int>>((await openCases.BoardAsync(actor.StoreId)).TagCounts()) : Refusal.Forbidden();
}
