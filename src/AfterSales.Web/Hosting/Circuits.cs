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
        // A switch restarts and everybody drops at once, some with two pages open: all of them find their page again.
        options.DisconnectedCircuitMaxRetained = 500;
        options.MaxBufferedUnacknowledgedRenderBatches = 20;
        options.DetailedErrors = false;
    }

    public static void Configure(ServerComponentsEndpointOptions options)
    {
        // SecurityHeaders says who may frame us.
        options.ContentSecurityFrameAncestorsPolicy = null;
        options.ConfigureWebSocketAcceptContext = (_, socket) =>
        {
            // Every message is compressed by itself (ADR 15): a compressor that remembers holds its tables as long as the page is open.
            socket.DangerousEnableCompression = true;
            socket.DisableServerContextTakeover = true;
            return Task.CompletedTask;
        };
    }

    // Pasted chats are the largest thing typed; files travel by plain requests.
    public static void Configure(HubOptions options) => options.MaximumReceiveMessageSize = 1 << 20;
}
