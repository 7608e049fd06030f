using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;

namespace AfterSales.Web.Hosting;

/// <summary>How long a page outlives its connection, and how much it may hold.</summary>
internal static class Circuits
{
    public static void Configure(CircuitOptions options)
    {
        // A lift, a tunnel, a laptop that slept for a moment: the page is still there, with its unsent reply.
        options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        options.DisconnectedCircuitMaxRetained = 200;
        options.MaxBufferedUnacknowledgedRenderBatches = 20;
        options.DetailedErrors = false;
    }

    // Pasted chats are the largest thing typed; files travel by plain requests.
    public static void Configure(HubOptions options) => options.MaximumReceiveMessageSize = 1 << 20;
}
