using System.Globalization;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class RuleWordsTests
{
    private static RuleWords Of(string playbook, string language = "zh-CN") =>
        new(new Texts(CultureInfo.GetCultureInfo(language)), DefaultPlaybooks.File(playbook), playbook == "Shared" ? null : DefaultPlaybooks.File("Shared"));

    [Theory]
    [InlineData("weigh slip", "\"confirms\", \"missing\"", "证实所说 或 没有底单")]
    [InlineData("subtype", "not(\"OverShipped\")", "不是 多发")]
    [InlineData("stock", "true", "有货")]
    [InlineData("stock", "-", "任何")]
    [InlineData("days since signed", "<= 3", "≤ 3 天")]
    [InlineData("days since signed", "(3..7]", "> 3 天 且 ≤ 7 天")]
    [InlineData("item paid", "[10..15]", "¥10 到 ¥15")]
    [InlineData("item paid", ">= high value from", "≥ 实付满多少算高价商品")]
    [InlineData("item paid", "< 3, > 9", "< 3, > 9")]
    public void Condition_ReadsAsPeopleSayIt(string fact, string cell, string words)
    {
        var playbook = DefaultPlaybooks.File("WrongItem").WithColumn("situation", "days since signed").WithColumn("situation", "stock");
        var all = new RuleWords(new Texts(CultureInfo.GetCultureInfo("zh-CN")), playbook, DefaultPlaybooks.File("Shared"));
        all.Condition(all.Input(new TableInput(fact)), cell).ShouldBe(words);
    }

    [Fact]
    public void Input_OfAnExpression_IsReadOut()
    {
        var words = Of("Shared", "en");
        words.Input(new TableInput("margin - amount")).Label.ShouldBe("Margin of the order − Amount");
        words.Input(new TableInput("amount > item paid")).Choices.Select(choice => choice.Words).ShouldBe(["yes", "no"]);
    }

    // A playbook that ships has no word in it that people cannot read, in either language.
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void EveryTableThatShips_IsSaidInWords(string language)
    {
        foreach (var name in DefaultPlaybooks.Types.Append("Shared"))
        {
            var words = Of(name, language);
            foreach (var (decision, table) in words.Tables)
            {
                var inputs = table.Inputs.Select(words.Input).ToList();
                var outputs = table.Outputs.Select(output => words.Output(decision, output)).ToList();
                foreach (var row in table.Rows)
                {
                    for (var i = 0; i < inputs.Count; i++) words.Condition(inputs[i], row.Inputs[i]).ShouldNotContain("\"", customMessage: $"{name}, {decision.Name}, {row.Id}");
                    for (var i = 0; i < outputs.Count; i++) words.Says(outputs[i], row.Outputs[i]).ShouldNotContain("\"", customMessage: $"{name}, {decision.Name}, {row.Id}");
                    words.Reason(table, row).ShouldNotBeEmpty($"{name}, {decision.Name}, {row.Id}");
                }
                if (language == "en") inputs.Concat(outputs).ShouldAllBe(column => !column.Label.Any(c => c > 0x2FFF));
            }
        }
    }

    [Fact]
    public void Output_OfPhrases_OffersTheStoresOwnByTheirNames_AndShowsARetiredOneAsThat()
    {
        var (offered, retired) = (new OwnPhrase(Guid.Empty, "说明补发时间"), new OwnPhrase(Guid.Empty, "老说法"));
        retired.Retire();
        var words = new RuleWords(new Texts(CultureInfo.GetCultureInfo("zh-CN")), DefaultPlaybooks.File("WrongItem"), DefaultPlaybooks.File("Shared"), new PhraseBook("zh-CN", [], [offered, retired]));
        var (decision, table) = words.Tables.Single(one => one.Decision.Name == "phrases");
        var column = words.Output(decision, table.Outputs.Single(output => output.Name == "phrase"));
        column.Choices[^1].ShouldBe(new($"\"{offered.Key}\"", "说明补发时间"));
        column.Choices.ShouldNotContain(choice => choice.Words.Contains("老说法"));
        words.Says(column, $"\"{retired.Key}\"").ShouldBe("老说法（已停用）");
        words.Says(column, "\"own-elsewhere\"").ShouldBe("own-elsewhere");
        words.Output(decision, table.Outputs.Single(output => output.Name == "step")).Choices.ShouldNotContain(choice => choice.Words == "说明补发时间");
    }

    [Fact]
    public void Numbers_HaveTheirUnits()
    {
        var numbers = Of("Shared").Numbers.ToDictionary(number => number.Name);
        numbers["same city guide"].ShouldSatisfyAllConditions(n => n.Unit.ShouldBe(NumberUnit.Yuan), n => n.Value.ShouldBe(10), n => n.UsedBy.ShouldBe(["赔付参考"]));
        numbers["promise hours"].Unit.ShouldBe(NumberUnit.Hours);
        numbers["pre-sales authority"].ShouldSatisfyAllConditions(n => n.Unit.ShouldBe(NumberUnit.Share), n => n.Typed.ShouldBe(1m), n => n.Kept(2).ShouldBe(0.02m));
        Of("Quality").Numbers.Select(number => (number.Name, number.Unit)).ShouldContain(("quality window", NumberUnit.Days));
    }
}
