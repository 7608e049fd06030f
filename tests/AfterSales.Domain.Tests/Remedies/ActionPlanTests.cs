using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Remedies;

namespace AfterSales.Domain.Tests.Remedies;

/// <summary>What has to be done when a remedy is agreed (SPEC 4.1).</summary>
public sealed class ActionPlanTests
{
    [Theory]
    [InlineData("exchange", "", "inspect return, exchange ↩")]
    [InlineData("exchange", "ship after inspection, trace return waybill, inspect return, exchange order 24, order memo", "inspect return [trace return waybill], exchange ↩ [ship after inspection], exchange order 24h, order memo")]
    [InlineData("return and refund", "postage both ways", "inspect return [postage both ways], return and refund ↩ [postage both ways]")]
    [InlineData("refund only", "", "refund only")]
    [InlineData("return for inspection", "inspect return", "return for inspection")]
    [InlineData("repair", "trace return waybill", "inspect return [trace return waybill], repair")]
    [InlineData("reship", "fastest courier, courier claim 72, stock note, order memo", "reship [fastest courier], courier claim 72h, stock note, order memo")]
    [InlineData("reship", "SF only, buyer bears postage", "reship [SF only, buyer bears postage]")]
    [InlineData("price difference", "confirm receipt first", "price difference [confirm receipt first]")]
    [InlineData("change address", "change address, order memo", "change address, order memo")]
    [InlineData("coupon", "order memo?", "coupon")]
    public void Of_Remedy_PlansWhatFollows(string remedy, string duties, string plan) =>
        string.Join(", ", ActionPlan.Of(remedy, duties.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Duty)).Select(Text)).ShouldBe(plan);

    [Fact]
    public void Of_EveryRemedy_HasItself_AndEveryActionOnce()
    {
        var every = OutcomeCatalogue.Obligations.Words.Select(word => new Duty(word, null, IsCertain: true)).ToList();
        foreach (var remedy in OutcomeCatalogue.Remedies.Words)
        {
            var words = ActionPlan.Of(remedy, every).Select(planned => planned.Kind.Word).ToList();
            words.ShouldContain(remedy);
            words.ShouldBeUnique();
            words.ShouldAllBe(word => !ActionCatalogue.Terms.Contains(word));
        }
    }

    [Fact]
    public void Of_NoRemedy_IsABug() => Should.Throw<ArgumentException>(() => ActionPlan.Of("a wish", []));

    // "order memo?" is not certain; "courier claim 72" is due within hours.
    private static Duty Duty(string text)
    {
        var isCertain = !text.EndsWith('?');
        var words = text.TrimEnd('?').Split(' ');
        return int.TryParse(words[^1], out var hours) ? new(string.Join(' ', words[..^1]), TimeSpan.FromHours(hours), isCertain) : new(string.Join(' ', words), null, isCertain);
    }

    private static string Text(PlannedAction planned) =>
        $"{planned.Kind.Word}{(planned.WaitsForReturn ? " ↩" : "")}{(planned.Within is { } within ? $" {within.TotalHours}h" : "")}{(planned.Terms.Count > 0 ? $" [{string.Join(", ", planned.Terms)}]" : "")}";
}
