using AfterSales.Application.Persistence;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

/// <summary>One version of the store's score card. Versions are only added.</summary>
public sealed class ScoreCardVersion : IStoreOwned, IVersion
{
    private ScoreCardVersion() { }

    public ScoreCardVersion(Guid storeId, int version, ScoreCard card, DateTimeOffset at, Guid? byId, string byName)
    {
        StoreId = storeId;
        Version = version;
        Card = card;
        At = at;
        ById = byId;
        ByName = byName;
    }

    public Guid StoreId { get; private set; }
    public int Version { get; private set; }
    public ScoreCard Card { get; private set; } = new();
    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
}
