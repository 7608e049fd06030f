using Microsoft.AspNetCore.HttpOverrides;

namespace AfterSales.Web.Hosting;

/// <summary>
/// Proxies that may say who the visitor is and how they came: the <see cref="Networks"/> in <c>Proxies</c>. Nobody else's word counts.
/// (ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody, for containers that only a proxy can reach.)
/// </summary>
internal static class Proxies
{
    public const string Setting = "Proxies";

    public static void UseProxies(this WebApplication app)
    {
        var named = Networks.Read(app.Configuration, Setting);
        if (named.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in named) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
