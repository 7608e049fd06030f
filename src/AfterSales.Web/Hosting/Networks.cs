using System.Net;

namespace AfterSales.Web.Hosting;

/// <summary>Settings that name machines: addresses or networks separated by commas, e.g. <c>127.0.0.1,10.0.0.0/8</c>.</summary>
internal static class Networks
{
    /// <summary>An address is a network of one. None where nothing is set.</summary>
    /// <exception cref="StartProblem">A part that is neither.</exception>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration configuration, string name) =>
        [.. (configuration[name] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Read(name, part))];

    private static IPNetwork Read(string name, string part) =>
        IPNetwork.TryParse(part, out var network) ? network
        : IPAddress.TryParse(part, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new StartProblem("Hosting.NetworkUnreadable", name, part);
}
