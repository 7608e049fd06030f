using AfterSales.Application.Feedback;
using AfterSales.Application.Insights;
using AfterSales.Application.Tests.Insights;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Feedback.FaultyBatch;

namespace AfterSales.Application.Tests.Feedback;

/// <summary>What buyers think of goods: tagged on a case or a message of it, counted by style, with the cases behind every number.</summary>
public sealed class OpinionTests : IAsyncLifetime
{
    private static readonly ReportRange All = new(new(2026, 1, 1), new(2027, 12, 31));

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Opinions_AreCountedByStyle_WithTheirCasesBehind_UntilTheyAreTakenBack()
    {
        var (one, other) = (await CaseAsync(1), await CaseAsync(2));
        var small = await TagAsync(one, OpinionWord.TooSmall);
        await TagAsync(one, OpinionWord.ColourLiked);
        await TagAsync(other, OpinionWord.TooSmall);
        await TagAsync(other, OpinionWord.TooThin, style: "QH9999");
        await CountedDesk.CatchUpAsync(_desk);

        (await ReportAsync()).ShouldBe(["QH2361: TooSmall 2, ColourLiked 1", "QH9999: TooThin 1"]);
        (await BehindAsync(OpinionWord.TooSmall)).ShouldBe([one, other], ignoreOrder: true);
        (await _desk.Get<OpinionQueries>().ByStyleAsync(All, "qh99", _desk.Supervisor)).Value!.Styles.ShouldHaveSingleItem().Style.ShouldBe("QH9999");

        (await _desk.Get<WithdrawOpinion>().ExecuteAsync(new(one, small), _desk.Agent)).Refusal.ShouldBeNull();
        (await _desk.Get<WithdrawOpinion>().ExecuteAsync(new(one, small), _desk.Agent)).Refusal!.Code.ShouldBe("opinion.withdrawn");
        await CountedDesk.CatchUpAsync(_desk);
        (await ReportAsync())[0].ShouldBe("QH2361: TooSmall 1, ColourLiked 1");
        (await BehindAsync(OpinionWord.TooSmall)).ShouldBe([other]);

        var maintained = await CountedDesk.LinesAsync(_desk);
        await CountedDesk.RebuildAsync(_desk);
        maintained.ShouldBe(await CountedDesk.LinesAsync(_desk));
    }

    [Fact]
    public async Task TheSame_IsOneOpinion_AndAMessageOfAnotherCaseIsNone()
    {
        var (one, other) = (await CaseAsync(1), await CaseAsync(2));
        await using var db = _desk.Db();
        var message = await db.Messages.Where(m => db.Cases.Any(c => c.Id == m.CaseId && c.Number == one)).Select(m => m.Id).FirstAsync();

        var first = await TagAsync(one, OpinionWord.TooSmall, message);
        (await TagAsync(one, OpinionWord.TooSmall, message)).ShouldBe(first);
        (await TagAsync(one, OpinionWord.TooSmall)).ShouldNotBe(first, "the case as a whole says it too");
        (await _desk.Get<TagOpinion>().ExecuteAsync(new(one, OpinionWord.TooSmall, message, Note: "胳膊抬不起来"), _desk.Agent)).Refusal!.Code.ShouldBe("opinion.stands", "what is written is not lost without a word");
        (await _desk.Get<TagOpinion>().ExecuteAsync(new(other, OpinionWord.TooSmall, message), _desk.Agent)).Refusal!.Code.ShouldBe("mark.line_not_found");
        (await _desk.Get<TagOpinion>().ExecuteAsync(new(one, OpinionWord.TooLarge, Note: new string('x', 301)), _desk.Agent)).Refusal!.Field.ShouldBe("Note");
        (await _desk.Get<TagOpinion>().ExecuteAsync(new(one, OpinionWord.TooSmall), _desk.Warehouse)).Refusal!.Code.ShouldBe("forbidden");
        (await _desk.Get<OpinionQueries>().ByStyleAsync(All, null, _desk.Agent)).Refusal!.Code.ShouldBe("forbidden");

        (await _desk.Get<OpinionQueries>().OfCaseAsync(_desk.Agent, one)).Value!.Select(line => line.Said).ShouldBe(["袖口开线了", null]);
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.OpinionTagged)).ShouldBe(2);
    }

    private async Task<string> CaseAsync(int order) => await ComplainAsync(_desk, (await ShipAsync(_desk, new(2026, 11, 15), 1, first: order))[0], CaseSubtype.SizeOff);

    private async Task<Guid> TagAsync(string number, OpinionWord word, Guid? message = null, string? style = null)
    {
        var tagged = await _desk.Get<TagOpinion>().ExecuteAsync(new(number, word, message, style), _desk.Agent);
        tagged.Refusal.ShouldBeNull();
        return tagged.Value;
    }

    private async Task<IReadOnlyList<string>> ReportAsync() =>
        [.. (await _desk.Get<OpinionQueries>().ByStyleAsync(All, null, _desk.Supervisor)).Value!.Styles.Select(style => $"{style.Style}: {string.Join(", ", style.Words.Select(word => $"{word.Word} {word.Count}"))}")];

    private async Task<IReadOnlyList<string>> BehindAsync(OpinionWord word) =>
        [.. (await _desk.Get<CasesBehindQueries>().PageAsync(new(All, Measures.Opinion(word), Cut.Style, Style), null, _desk.Supervisor)).Value!.Lines.Select(line => line.Number)];
}
