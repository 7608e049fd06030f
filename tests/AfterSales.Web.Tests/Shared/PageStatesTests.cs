using System.Collections.Concurrent;
using System.Data.Common;
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
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

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
    public async Task Load_FailedWhileTheDatabaseIsAway_IsTriedAgainEverLessOften()
    {
        var time = new HurriedTime();
        var tries = 0;
        await using var page = new Page(time);

        await page.ShowAsync(PageState.Failed(new DatabaseAway()), retry: () => Interlocked.Increment(ref tries));

        await Eventually.TrueAsync(() => tries >= 6, Limit);
        time.Asked.Take(6).Select(pause => pause.TotalSeconds).ShouldBe([2, 4, 8, 16, 30, 30]);
        page.Log.Errors.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Load_FailedForAnotherReason_WaitsForSomebodyWhoAsks()
    {
        var time = new HurriedTime();
        var tries = 0;
        await using var page = new Page(time);

        await page.ShowAsync(PageState.Failed(new InvalidOperationException("broken")), retry: () => Interlocked.Increment(ref tries));

        await Eventually.TrueAsync(() => time.Asked.Count > 3, Limit);
        tries.ShouldBe(0);
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
        await using var page = new Page(TimeProvider.System);
        return (await page.ShowAsync(state, refused), page.Log.Errors);
    }

    /// <summary>Page states on a page of their own, which is left at the end.</summary>
    private sealed class Page : IAsyncDisposable
    {
        private readonly ServiceProvider _services;
        private readonly HtmlRenderer _renderer;

        public Page(TimeProvider time)
        {
            _services = new ServiceCollection().AddLogging(l => l.AddProvider(Log)).AddSingleton(new Texts(CultureInfo.GetCultureInfo("zh-CN"))).AddSingleton(time).BuildServiceProvider();
            _renderer = new(_services, _services.GetRequiredService<ILoggerFactory>());
        }

        public Log Log { get; } = new();

        public async Task<string> ShowAsync(PageState state, Refusal? refused = null, Action? retry = null)
        {
            var html = await _renderer.Dispatcher.InvokeAsync(async () => (await _renderer.RenderComponentAsync<PageStates>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(PageStates.State)] = state,
                [nameof(PageStates.Refused)] = refused,
                [nameof(PageStates.Retry)] = new EventCallback(null, retry),
                [nameof(PageStates.ChildContent)] = (RenderFragment)(builder => builder.AddContent(0, Data)),
            }))).ToHtmlString());
            return WebUtility.HtmlDecode(html).Trim();
        }

        public async ValueTask DisposeAsync()
        {
            await _renderer.DisposeAsync();
            await _services.DisposeAsync();
        }
    }

    /// <summary>Every wait is over at once, and remembered.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public ConcurrentQueue<TimeSpan> Asked { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Asked.Enqueue(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }

    private sealed class DatabaseAway : DbException
    {
        public override bool IsTransient => true;
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
