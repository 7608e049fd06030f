using System.Globalization;
using System.Net;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Web.Tests.Shared;

public sealed class PageStatesTests
{
    private const string Data = "the data";

    [Fact]
    public async Task Load_ThatFails_IsDrawnWithAWayOnAndToldToTheLog()
    {
        var broken = new InvalidOperationException("broken");
        var state = await PageLoad.RunAsync(() => throw broken);

        var (drawn, told) = await DrawAsync(state);

        drawn.ShouldContain("重试");
        drawn.ShouldNotContain(Data);
        told.ShouldBe([broken]);
    }

    [Fact]
    public async Task Load_OfAPageThatIsGone_IsNoFailure() =>
        await Should.ThrowAsync<OperationCanceledException>(() => PageLoad.RunAsync(() => throw new OperationCanceledException()));

    [Fact]
    public async Task Loaded_ShowsTheData()
    {
        var (drawn, told) = await DrawAsync(PageState.Ready);
        drawn.ShouldBe(Data);
        told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Loaded_ForWhoMayNot_SaysThatAndNothingElse()
    {
        var (drawn, _) = await DrawAsync(PageState.Ready, Refusal.Forbidden());
        drawn.ShouldContain("您的角色不能做这件事");
        drawn.ShouldNotContain(Data);
    }

    private static async Task<(string Drawn, List<Exception?> Told)> DrawAsync(PageState state, Refusal? refused = null)
    {
        using var log = new Log();
        await using var services = new ServiceCollection().AddLogging(l => l.AddProvider(log)).AddSingleton(new Texts(CultureInfo.GetCultureInfo("zh-CN"))).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PageStates>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(PageStates.State)] = state,
            [nameof(PageStates.Refused)] = refused,
            [nameof(PageStates.ChildContent)] = (RenderFragment)(builder => builder.AddContent(0, Data)),
        }))).ToHtmlString());
        return (WebUtility.HtmlDecode(html).Trim(), log.Errors);
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        public List<Exception?> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Errors.Add(exception);
        }

        public void Dispose()
        {
        }
    }
}
