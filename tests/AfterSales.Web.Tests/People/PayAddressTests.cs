using AfterSales.Application.Insights;
using AfterSales.Application.People.Pay;
using AfterSales.Domain.People.Pay;
using AfterSales.Web.Insights;
using AfterSales.Web.People.Pay;
using AfterSales.Web.Tests.Insights;
using Npgsql;

namespace AfterSales.Web.Tests.People;

/// <summary>Every line of a sheet that counts cases opens as many as it says.</summary>
public sealed class PayAddressTests : IAsyncLifetime
{
    private static readonly DateOnly Month = new(2026, 11, 1);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task EveryLine_OpensAsManyAsItSays()
    {
        var person = _desk.Agent.Id!.Value;
        var policy = PayPolicy.Default with { Bonuses = [.. Enum.GetValues<BonusFor>().Select(what => new PayBonus(what, 1))], Unanswered = [new(7_200, 200), new(1_800, 100), new(3_600, 150)] };
        (await _desk.Get<ChangePayPolicy>().ExecuteAsync(new(1, Month, policy), _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<SetPayGrade>().ExecuteAsync(new(person, Month, "P1"), _desk.Owner)).Refusal.ShouldBeNull();
        (await _desk.Get<EnterPay>().ExecuteAsync(new(Month, [new(person, PayEntryKind.Sales, null, 100), new(person, PayEntryKind.Extra, "补贴", 5)]), _desk.Owner)).Refusal.ShouldBeNull();
        await HappenAsync(await _desk.BuyerSaysAsync("买家", "少了一件"));

        var sheet = (await _desk.Get<SheetQueries>().OfPersonAsync(person, Month, _desk.Agent)).Value!;

        var opened = new List<(string, int)>();
        foreach (var line in sheet.Lines)
        {
            var href = PayAddress.Behind(line, sheet.Policy, person, Month);
            if (line.Kind is PayLineKind.Commission or PayLineKind.Extra) href.ShouldBe($"/people/{person}/sheet?month=2026-11#entered");
            else if (line.Kind == PayLineKind.Base) href.ShouldBeNull();
            else
            {
                href!.ShouldStartWith(ReportAddress.Cases);
                var cases = (await _desk.Get<CasesBehindQueries>().PageAsync(SectionTests.BehindOf(href), null, _desk.Agent, 1_000)).Value!.Lines.Count;
                cases.ShouldBe((int)line.Count, line.Key);
                opened.Add((line.Key, cases));
            }
        }
        opened.ShouldBe([("Bonus:ReviewRescued", 2), ("Bonus:FullMark", 3), ("Bonus:FollowUp", 4), ("Bonus:Resolved", 1), ("SlowReplies", 4), ("Unanswered:1800", 2), ("Unanswered:3600", 1), ("Unanswered:7200", 3)]);
    }

    // As the catching-up would have counted it.
    private async Task HappenAsync(string number)
    {
        await using var command = _desk.Get<NpgsqlDataSource>().CreateCommand("""
            insert into occurrences (store_id, case_id, kind, key, word, at, day, hour, person_id, is_late, seconds)
            select c.store_id, c.id, o.kind, gen_random_uuid()::text, o.word, '2026-11-10', '2026-11-10', '2-09', $2, false, o.seconds from cases c,
                (values ('ReviewRescued', null, null::int, 2), ('Satisfaction', '5', null, 3), ('Satisfaction', '4', null, 2), ('FollowUp', 'Settled', null, 3), ('FollowUp', 'NotReached', null, 1), ('Resolved', null, null, 1),
                    ('Replied', 'First', 120, 3), ('Replied', 'Later', 121, 4), ('Waited', null, 1800, 2), ('Waited', null, 1801, 1), ('Waited', null, 3600, 1), ('Waited', null, 7200, 1), ('Waited', null, 7201, 3)) o (kind, word, seconds, times),
                generate_series(1, o.times)
            where c.number = $1
            """);
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new() { Value = _desk.Agent.Id!.Value });
        await command.ExecuteNonQueryAsync();
    }
}
