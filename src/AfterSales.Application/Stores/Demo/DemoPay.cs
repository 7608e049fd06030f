using AfterSales.Application.People.Pay;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Stores.Demo;

/// <summary>What the demo store pays: a grade for everybody who talks to buyers, and what they sold this month and the last.</summary>
internal sealed class DemoPay(Databases databases)
{
    private static readonly (string SignIn, string Grade, decimal Sold, decimal Returned)[] Paid =
    [
        ("supervisor", "P4", 41_260, 880.50m), ("agent", "P2", 86_420, 1_312), ("agent2", "P1", 73_905.40m, 2_460), ("presales", "P2", 158_330, 3_127.80m), ("review", "P3", 0, 0),
    ];

    public async Task TellAsync(IReadOnlyDictionary<string, Actor> people, DateTimeOffset now, CancellationToken ct)
    {
        var clock = new DemoTime();
        clock.MoveTo(now);
        var (owner, month) = (people["owner"], new DateOnly(now.Year, now.Month, 1));
        var (grades, enter) = (new SetPayGrade(databases, clock), new EnterPay(databases, clock));
        foreach (var (signIn, grade, _, _) in Paid) Done(await grades.ExecuteAsync(new(people[signIn].Id!.Value, month.AddMonths(-1), grade), owner, ct));
        foreach (var (of, share) in new[] { (month.AddMonths(-1), 1m), (month, 0.75m) })
        {
            var amounts = Paid.Where(one => one.Sold > 0).SelectMany(one => new PayAmount[]
            {
                new(people[one.SignIn].Id!.Value, PayEntryKind.Sales, null, decimal.Round(one.Sold * share, 2)),
                new(people[one.SignIn].Id!.Value, PayEntryKind.Returns, null, decimal.Round(one.Returned * share, 2)),
            });
            var entered = await enter.ExecuteAsync(new(of, [.. amounts]), owner, ct);
            Done(new Result(entered.Refusal));
        }
        Done(new Result((await enter.ExecuteAsync(new(month, [new(people["review"].Id!.Value, PayEntryKind.Extra, "挽回差评奖", 60)]), owner, ct)).Refusal));
    }

    private static void Done(Result result)
    {
        if (!result.Ok) throw new InvalidOperationException($"The demo store cannot be paid: {result.Refusal}");
    }
}
