using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AfterSales.Application.Evidence;
using AfterSales.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Serilog.Events;

namespace AfterSales.Web.Tests.Hosting;

public sealed class DeskSettingsTests
{
    [Theory]
    [InlineData("AFTERSALES_DEMO", "maybe", "Hosting.SettingNotAChoice")]
    [InlineData("AFTERSALES_DEMO_BUYERS", "1", "Hosting.SettingNotAChoice")]
    [InlineData("LogFile", "no", "Hosting.SettingNotAChoice")]
    [InlineData("LogLevel", "Loud", "Hosting.SettingNotAChoice")]
    [InlineData("LogLevel", "3", "Hosting.SettingNotAChoice")]
    [InlineData("Api:RateLimit", "abc", "Hosting.SettingNotACount")]
    [InlineData("Api:RateLimit", "0", "Hosting.SettingNotACount")]
    [InlineData("Api:RateLimit", "-5", "Hosting.SettingNotACount")]
    [InlineData("AFTERSALES_VIPS", "/nope.so", "Hosting.VipsMissing")]
    [InlineData("MetricsFrom", "monitor", "Hosting.NetworkUnreadable")]
    [InlineData("MetricsFrom", "10.0.0.0/99", "Hosting.NetworkUnreadable")]
    [InlineData("Evidence:CheckDays", "0", "Hosting.SettingNotACount")]
    [InlineData("Proxies", "nginx", "Hosting.NetworkUnreadable")]
    public void Read_AValueThatIsNone_EndsTheStartWithASentence(string name, string value, string sentence) =>
        Should.Throw<StartProblem>(() => Read((name, value))).ShouldSatisfyAllConditions(p => p.Key.ShouldBe(sentence), p => p.Args.ShouldContain(value));

    [Fact]
    public void Read_NothingSaid_IsAsTheGuideHasIt()
    {
        var usual = new DeskSettings(Demo: null, DemoBuyers: true, LogEventLevel.Information, LogFile: true, ApiRate: 3_000, HasPaymentRobot: false, S3: null, CheckDays: 30);
        Read().ShouldBe(usual);
        Read(("AFTERSALES_DEMO", ""), ("AFTERSALES_DEMO_BUYERS", ""), ("LogLevel", ""), ("LogFile", ""), ("Api:RateLimit", ""), ("AFTERSALES_VIPS", "")).ShouldBe(usual, "as compose files hand on what nobody has set");
    }

    [Fact]
    public void Read_WhatIsSaid_IsTaken() =>
        Read(("AFTERSALES_DEMO", "False"), ("AFTERSALES_DEMO_BUYERS", "false"), ("LogLevel", "debug"), ("LogFile", "false"), ("Api:RateLimit", "20"), ("AFTERSALES_PAYMENT_ROBOT", "true"), ("AFTERSALES_VIPS", "libvips.so.42"))
            .ShouldBe(new(Demo: false, DemoBuyers: false, LogEventLevel.Debug, LogFile: false, ApiRate: 20, HasPaymentRobot: true, S3: null, CheckDays: 30));

    [Fact]
    public void Read_Storage_IsTakenWhole()
    {
        Read(("S3:Bucket", "evidence"), ("S3:Endpoint", "https://s3.example.com"), ("S3:Region", "cn-east"), ("S3:Key", "k"), ("S3:Secret", "s"), ("Evidence:CheckDays", "7"))
            .ShouldSatisfyAllConditions(d => d.S3.ShouldBe(new S3Settings("evidence", new Uri("https://s3.example.com"), "cn-east", "k", "s", PathStyle: true)), d => d.CheckDays.ShouldBe(7));
        Read(("S3:Bucket", "evidence")).S3.ShouldBe(new S3Settings("evidence", null, S3Settings.DefaultRegion, null, null, PathStyle: false), "Amazon's own, as the machine may");
        Should.Throw<StartProblem>(() => Read(("S3:Endpoint", "https://s3.example.com"))).Key.ShouldBe("Hosting.BucketUnsaid");
        Should.Throw<StartProblem>(() => Read(("S3:Bucket", "evidence"), ("S3:Key", "k"))).Key.ShouldBe("Hosting.KeyWithoutSecret");
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("192.168.1.7", true)]
    [InlineData("192.168.1.8", false)]
    [InlineData("127.0.0.1", true)]
    public void Metrics_AreForWhoIsNamed(string from, bool may)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) } };
        Metrics.MayRead(context, Configuration((Metrics.From, "10.0.0.0/8, 192.168.1.7"))).ShouldBe(may);
    }

    [Fact]
    public void FreePort_AfterOneThatIsTaken_IsAnother()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var free = Ports.FreeAfter(string.Create(CultureInfo.InvariantCulture, $"http://+:{taken};http://localhost:1"));

        int.Parse(free, CultureInfo.InvariantCulture).ShouldSatisfyAllConditions(p => p.ShouldNotBe(taken), p => p.ShouldBeInRange(1024, IPEndPoint.MaxPort));
        int.Parse(Ports.FreeAfter("http://localhost"), CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(8080, "ports below need an administrator");
    }

    private static DeskSettings Read(params (string Name, string Value)[] settings) =>
        DeskSettings.Read(Configuration(settings));

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, string? (s) => s.Value, StringComparer.OrdinalIgnoreCase)).Build();
}
