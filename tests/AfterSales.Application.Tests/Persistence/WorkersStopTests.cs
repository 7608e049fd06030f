using System.Diagnostics;
using AfterSales.Application.Cases;
using AfterSales.Application.Importing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>A node that is told to stop while its database is away does so at once.</summary>
public sealed class WorkersStopTests
{
    [Theory]
    [InlineData(typeof(ChangeSignal))]
    [InlineData(typeof(ImportWorker))]
    public async Task Stop_WhileWaitingToTryAgain_DoesNotWait(Type worker)
    {
        using var complaints = new Complaints();
        var services = new ServiceCollection();
        services.AddLogging(l => l.AddProvider(complaints));
        services.AddAfterSales("Host=127.0.0.1;Port=9;Timeout=2");
        services.AddImporting(Path.Combine(Path.GetTempPath(), "aftersales-tests", "away"));
        services.AddSingleton(TimeProvider.System);
        await using var desk = services.BuildServiceProvider();
        var background = (BackgroundService)desk.GetRequiredService(worker);
        await background.StartAsync(default);
        await complaints.First.WaitAsync(TimeSpan.FromSeconds(30));
        var asked = Stopwatch.GetTimestamp();
        await background.StopAsync(default);
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    private sealed class Complaints : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task First => _first.Task;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) _first.TrySetResult();
        }

        public void Dispose()
        {
        }
    }
}
