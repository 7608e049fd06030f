using AfterSales.Domain.People;

namespace AfterSales.Application.Insights;

/// <summary>The stores that somebody looks at in one report, with what they are in each of them. A day is each store's own.</summary>
public sealed class ReportStores
{
    /// <param name="actors">The same person in each store, once.</param>
    /// <param name="named">How addresses name them; null: it is the one store that the person sits in.</param>
    public ReportStores(IReadOnlyList<Actor> actors, string? named = null)
    {
        if (actors.Count == 0 || actors.Select(actor => actor.StoreId).Distinct().Count() != actors.Count) throw new ArgumentException("A report is about one store or several, each of them once.", nameof(actors));
        (Actors, Named) = (actors, named);
    }

    public IReadOnlyList<Actor> Actors { get; }

    public string? Named { get; }

    public bool AreSeveral => Actors.Count > 1;

    public Guid[] Ids => [.. Actors.Select(actor => actor.StoreId)];

    /// <summary>In every one of them; what may be seen of some only would look like all.</summary>
    public bool May(Permission permission) => Actors.All(actor => actor.May(permission));

    public static implicit operator ReportStores(Actor actor) => new([actor]);
}
