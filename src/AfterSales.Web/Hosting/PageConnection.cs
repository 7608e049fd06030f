using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AfterSales.Web.Hosting;

/// <summary>Whether the browser of this page is connected. A page outlives its connection for a while; its visitor may not.</summary>
public sealed class PageConnection : CircuitHandler
{
    /// <summary>True when it came (back), false when it was lost.</summary>
    public Action<bool>? Changed { get; set; }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Changed?.Invoke(true);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Changed?.Invoke(false);
        return Task.CompletedTask;
    }
}
