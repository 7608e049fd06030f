using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

/// <summary>The ways by which payments leave: by people, who say themselves what became of it, and by connectors that pay by themselves.</summary>
public sealed class PaymentConnectors(IEnumerable<IPaymentConnector> connectors)
{
    /// <summary>Somebody pays it in the platform's own pages.</summary>
    public const string Manual = "manual";

    /// <summary>It goes with a batch file (<see cref="SendBatch"/>).</summary>
    public const string File = "file";

    /// <summary>A program pays it and tells by the HTTP API.</summary>
    public const string Api = "api";

    private readonly Dictionary<string, IPaymentConnector> _byName = connectors.ToDictionary(connector => connector.Name, StringComparer.Ordinal);

    /// <summary>The names of those that pay by themselves.</summary>
    public IReadOnlyCollection<string> PayingByThemselves => _byName.Keys;

    /// <summary>Whether a single payment may be handed over by this name.</summary>
    public bool MaySend(string name) => name is Manual or Api || _byName.ContainsKey(name);

    /// <summary>Who pays this one by itself; null where people do. Refused where this node does not know who.</summary>
    internal Result<IPaymentConnector?> PayingByItself(Payout payout) => payout.Connector switch
    {
        null or Manual or File or Api => new Result<IPaymentConnector?>((IPaymentConnector?)null),
        var name => Find(name) is { } connector ? new Result<IPaymentConnector?>(connector) : Refusal.Rule("payout.connector_unknown", name),
    };

    internal IPaymentConnector? Find(string name) => _byName.GetValueOrDefault(name);
}
