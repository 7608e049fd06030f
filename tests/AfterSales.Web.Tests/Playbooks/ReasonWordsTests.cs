using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Tests.Playbooks;

public sealed class ReasonWordsTests
{
    private static Told Missing => Told.Of(CaseType.WrongItem, CaseSubtype.Missing);

    [Fact]
    public void OfRemedy_Decided_SaysWhichRowSpoke_AndWhatStoppedTheOthers()
    {
        var told = Missing.Said("photo", Value.Of("confirms")).Said("weigh slip", Value.Of("confirms")).Said("stock", Value.True);
        var remedies = told.Reasons().OfRemedy("reship")[0];
        remedies.Title.ShouldBe("处理方式");
        remedies.Spoke.Select(line => line.Says).ShouldBe(["确为漏发，免费补发少的那一件"]);
        remedies.Silent.ShouldContain(line => line.Says == "缺货，不能承诺补发" && line.Why == "库存是“有货”，这条要“缺货”");
        remedies.Silent.ShouldContain(line => line.Says == "没有少发，不补发" && line.Why == "核实结果是“已证实”，这条要“凭证不符”或“买家误会”");
        told.Reasons("en").OfRemedy("reship")[0].Silent.ShouldContain(line => line.Why == "Stock is “In stock”; this asks for “Out of stock”");
    }

    [Fact]
    public void OfRemedy_Open_SaysWhatIsNotKnown()
    {
        var told = Missing.Said("photo", Value.Of("confirms")).Said("weigh slip", Value.Of("confirms"));
        told.Reasons().OfRemedy("reship")[0].Open.ShouldContain(line => line.Why == "还不知道库存；是“有货”时适用");
    }

    [Fact]
    public void OfRemedy_WhenTheSituationIsOpen_SaysWhatItMayStillBe()
    {
        var open = Missing.Said("photo", Value.Of("confirms")).Reasons().OfRemedy("reship")[0].Open;
        open.ShouldContain(line => line.Why!.StartsWith("核实结果还可能是“", StringComparison.Ordinal) && line.Why.EndsWith("是“已证实”时适用", StringComparison.Ordinal));
    }

    [Fact]
    public void OfResponsibility_LaterRows_AreOutrankedByTheFirst()
    {
        var told = Missing.Said("photo", Value.Of("confirms")).Said("weigh slip", Value.Of("confirms"));
        var groups = told.Reasons().OfResponsibility();
        groups.Select(group => group.Title).ShouldBe(["责任", "核实结果"]);
        groups[0].Spoke.Select(line => line.Says).ShouldBe(["仓库错发、漏发或多发，费用店铺承担"]);
        groups[0].Silent.ShouldContain(line => line.Why == "前面的规则已经适用");
    }

    [Fact]
    public void WhyForbidden_IsWhatTheForbiddingRowSays() =>
        Missing.Said("weigh slip", Value.Of("confirms")).Said("photo", Value.Of("confirms")).Said("stock", Value.False).Reasons().WhyForbidden("reship").ShouldBe("缺货，不能承诺补发");

    // Nothing of the tables' own language may reach people: a fact's name, a word of a cell, a sign.
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void EveryReason_OfEveryDefaultPlaybook_IsWords(string language)
    {
        foreach (var type in CaseTypes.All)
            foreach (var subtype in CaseTypes.SubtypesOf(type))
            {
                var told = Told.Of(type, subtype);
                var reasons = told.Reasons(language);
                var lines = told.Guidance.Guidance.Options.SelectMany(option => reasons.OfRemedy(option.Remedy)).Concat(reasons.OfResponsibility())
                    .SelectMany(group => group.Spoke.Concat(group.Open).Concat(group.Silent)).ToList();
                lines.ShouldNotBeEmpty($"{type}");
                lines.Select(line => line.Says).ShouldAllBe(says => says.Length > 1);
                foreach (var why in lines.Select(line => line.Why).OfType<string>().Distinct())
                {
                    why.ShouldNotContain("Guidance.");
                    why.ShouldNotContain("\"");
                    if (language == "zh-CN") why.Replace("EMS", "", StringComparison.Ordinal).Any(char.IsAsciiLetter).ShouldBeFalse(why);
                }
            }
    }
}
