using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>Reads what the store says to its buyers; for whatever it has no words of its own, the product's resources have some.</summary>
public sealed class PhraseQueries(PhraseBooks books)
{
    /// <summary>For who speaks to buyers. Costs no query as a rule.</summary>
    public async Task<Result<PhraseBook>> BookAsync(Actor actor, CancellationToken ct = default) =>
        actor.May(Permission.ViewCases) ? await books.OfAsync(actor.StoreId, ct) : Refusal.Forbidden();

    /// <summary>The same for who changes it, or reads the rules that say it.</summary>
    public async Task<Result<PhraseBook>> ListAsync(Actor actor, CancellationToken ct = default) =>
        actor.May(Permission.ViewPolicies) ? await books.OfAsync(actor.StoreId, ct) : Refusal.Forbidden();
}
