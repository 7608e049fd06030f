using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>What a remedy may cost where several rows or several outcomes speak of it, and when a duty is due that two tables ask.</summary>
public sealed class BoundTests
{
    private const string Confirmed = "subtype=Missing; photo=confirms; weigh slip=confirms; ";

    [Theory]
    [InlineData("5", "\"owner\"", 5, true, "owner")]
    [InlineData("500", "\"none\"", 80, true, "none")]
    [InlineData("piece paid", "\"supervisor\"", 80, true, "supervisor")]
    public void Option_OfWhichTwoRowsSpeakAlike_KeepsTheSmallestBoundAndTheStrictestNeed(string bound, string need, int upTo, bool isKnown, string expected)
    {
        var refund = Second(bound, need).Guide(Confirmed + "stock=true").Options.Single(option => option.Remedy == "refund only");
        (refund.Standing, refund.UpTo, refund.IsBoundKnown, refund.Need, refund.IsCertain).ShouldBe((Standing.Allowed, upTo, isKnown, expected, true));
    }

    [Fact]
    public void Option_OfWhichOneRowsBoundIsUnknown_HasNoBoundYet()
    {
        var refund = Second("5", "\"none\"").Guide(Confirmed + "stock=true; piece paid=?").Options.Single(option => option.Remedy == "refund only");
        (refund.UpTo, refund.IsBoundKnown, refund.IsCertain).ShouldBe((null, false, true));
    }

    [Theory]
    [InlineData("", 50, true)]
    [InlineData("; piece paid=?", null, false)]
    public void Option_OfSeveralOutcomes_HasABoundOnceAllAreKnown(string facts, int? upTo, bool isKnown)
    {
        // In stock: up to what the piece was paid for. Out of stock: up to ¥50.
        var desk = Changed("remedies", table => table with { Rows = [.. table.Rows.Select(row => row.Id == "remedies-share-out-of-stock" ? row with { Outputs = [row.Outputs[0], row.Outputs[1], "50", row.Outputs[3]] } : row)] });
        var refund = desk.Guide("subtype=Missing; photo=confirms; weigh slip=confirms" + facts).Options.Single(option => option.Remedy == "refund only");
        (refund.UpTo, refund.IsBoundKnown, refund.IsCertain).ShouldBe((upTo, isKnown, true));
    }

    [Fact]
    public void Option_ThatCostsNothing_HasAKnownBound()
    {
        var sorry = Desk.Of("WrongItem").Guide(Confirmed + "stock=true").Options.Single(option => option.Remedy == "apology");
        (sorry.UpTo, sorry.IsBoundKnown, sorry.IsCertain).ShouldBe((null, true, true));
    }

    [Theory]
    [InlineData("48", "6", 6)]
    [InlineData("6", "48", 6)]
    [InlineData("null", "48", 48)]
    public void Duty_ThatTwoTablesAsk_IsDueAtTheEarlier(string first, string second, int hours)
    {
        var whole = DefaultPlaybooks.Of("WrongItem");
        var desk = new Desk(whole with
        {
            Decisions =
            [
                .. whole.Decisions.Select(decision => decision.Name switch
                {
                    "obligations" => decision with { Logic = Saying((DecisionTable)decision.Logic, first) },
                    "remedy obligations" => decision with { Logic = Saying((DecisionTable)decision.Logic, second) },
                    _ => decision,
                }),
            ],
        });
        desk.Guide(Confirmed + "stock=true").Duties.ShouldBe([new Duty("reassure", TimeSpan.FromHours(hours), IsCertain: true)]);

        static DecisionTable Saying(DecisionTable table, string hours) => table with { Rows = [new TableRow([.. table.Inputs.Select(_ => "-")], ["\"reassure\"", hours])] };
    }

    private static Desk Second(string bound, string need) =>
        Changed("remedies", table => table with { Rows = [new TableRow(["\"confirmed\"", .. table.Inputs.Skip(1).Select(_ => "-")], ["\"refund only\"", "\"allowed\"", bound, need]), .. table.Rows] });

    private static Desk Changed(string name, Func<DecisionTable, DecisionTable> change)
    {
        var whole = DefaultPlaybooks.Of("WrongItem");
        return new(whole with { Decisions = [.. whole.Decisions.Select(decision => decision.Name == name ? decision with { Logic = change((DecisionTable)decision.Logic) } : decision)] });
    }
}
