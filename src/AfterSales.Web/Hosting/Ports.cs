using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace AfterSales.Web.Hosting;

/// <summary>Where else one could listen.</summary>
internal static class Ports
{
    private const int Usual = 8080;
    private const int FirstForEverybody = 1024;

    /// <summary>A port on which nobody listens now: after that of an address (of several, the first's), and none that needs an administrator.</summary>
    /// <param name="addresses">As ASPNETCORE_URLS has them.</param>
    public static string FreeAfter(string addresses)
    {
        var first = BindingAddress.Parse(addresses.Split([';', ','], StringSplitOptions.TrimEntries)[0]).Port;
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(l => l.Port).Append(first).ToHashSet();
        var from = first is < FirstForEverybody or IPEndPoint.MaxPort ? Usual : first;
        return Enumerable.Range(from, IPEndPoint.MaxPort - from + 1).First(port => !taken.Contains(port)).ToString(CultureInfo.InvariantCulture);
    }
}
