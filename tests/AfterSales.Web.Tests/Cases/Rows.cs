using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Tests.Cases;

/// <summary>Queue rows for tests: now is noon in Shanghai.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset EndOfDay = new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero);

    public static QueueRow Row(string nick = "tb88231_甜", Guid? id = null, string lastText = "少了一件", params (ClockKind Kind, TimeSpan Due)[] clocks) => new(
        id ?? Ids.New(Now), "AS-261122-0418", nick, CaseType.WrongItem, CaseSubtype.Missing, true, CaseState.Analysing, null, null, Priority.Normal, null,
        lastText, true, Now, Now, 0, 0, "3301026110001", null, [],
        [.. clocks.Select(c => new RunningClock(Ids.New(Now), c.Kind, Now, Now + c.Due, false))]);

    public static QueuePage Page(params QueueRow[] rows) => new(rows, rows.Length, new(rows.Length, 0, 0, rows.Length));
}
