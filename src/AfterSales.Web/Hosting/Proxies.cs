using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace AfterSales.Web.Hosting;

/// <summary>
/// Proxies that may say who the visitor is and how they came: <c>Proxies</c>, addresses or networks separated by commas, e.g.
/// <c>127.0.0.1,10.0.0.0/8</c>. Nobody else's word counts. (ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody, for
/// containers that only a proxy can reach.)
/// </summary>
internal static class Proxies
{
    public static void UseProxies(this WebApplication app)
    {
        if (app.Configuration["Proxies"] is not { Length: > 0 } named) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var part in named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (System.Net.IPNetwork.TryParse(part, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(part, out var address)) options.KnownProxies.Add(address);
            else throw new StartProblem("Hosting.ProxyUnreadable", part);
        }
        app.UseForwardedHeaders(options);
    }
}
