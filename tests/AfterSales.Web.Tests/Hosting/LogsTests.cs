using AfterSales.Web.Hosting;
using Serilog.Events;
using Serilog.Parsing;

namespace AfterSales.Web.Tests.Hosting;

public sealed class LogsTests
{
    [Fact]
    public void Navigation_OfABrowserThatLeft_IsNoError() => Logs.IsOfAPageThatIsGone(Said(Circuits.RemoteNavigationManager.Gone())).ShouldBeTrue();

    [Fact]
    public void Failure_OfAnythingElse_IsTold()
    {
        Logs.IsOfAPageThatIsGone(Said(Circuits.RemoteNavigationManager.Broken())).ShouldBeFalse();
        Logs.IsOfAPageThatIsGone(Said(Caught(() => throw new TaskCanceledException()))).ShouldBeFalse();
        Logs.IsOfAPageThatIsGone(Said(new TaskCanceledException())).ShouldBeFalse();
        Logs.IsOfAPageThatIsGone(Said(null)).ShouldBeFalse();
    }

    private static LogEvent Said(Exception? error) => new(DateTimeOffset.UnixEpoch, LogEventLevel.Error, error, new MessageTemplate("", Array.Empty<MessageTemplateToken>()), []);

    private static Exception Caught(Action action) => Should.Throw<Exception>(action);

    private static class Circuits
    {
        /// <summary>Named as the framework's own, which nobody can see.</summary>
        public static class RemoteNavigationManager
        {
            public static Exception Gone() => Caught(() => throw new TaskCanceledException());

            public static Exception Broken() => Caught(() => throw new InvalidOperationException());
        }
    }
}
