using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Remedies;
using AfterSales.Application.Reviews;
using AfterSales.Application.Tests.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using static AfterSales.Application.Tests.Reviews.ReviewCase;

namespace AfterSales.Application.Tests.Reviews;

/// <summary>Chat lines are marked as evidence; they themselves never change.</summary>
public sealed class MarkLineTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Task<Result<int>> MarkAsync(string number, Guid line, bool isMarked = true) => _desk.Get<MarkLine>().ExecuteAsync(new(number, line, isMarked), _desk.Agent);

    private async Task<IReadOnlyList<MarkedLine>> LinesAsync(string number) => (await _desk.Get<ReviewQueries>().MarkedLinesAsync(_desk.Agent, number)).Value!.Lines;

    [Fact]
    public async Task Mark_ListsTheLineAsItWasWritten_WithWhoAndWhen()
    {
        var number = await _desk.BuyerSaysAsync("买家", "不给我 50 块钱红包就差评");
        (await _desk.Get<TakeOnAction>().ExecuteAsync(new(number, "mark chat lines"), _desk.Agent)).Refusal.ShouldBeNull();
        var line = await LastLineAsync(_desk, number);
        _desk.Time.Move(TimeSpan.FromMinutes(3));
        (await MarkAsync(number, line)).Refusal.ShouldBeNull();
        (await MarkAsync(number, line)).Refusal.ShouldBeNull("the same twice does nothing");

        var marked = (await LinesAsync(number)).ShouldHaveSingleItem();
        (marked.Text, marked.AuthorName, marked.MarkedBy, marked.MarkedAt - marked.SentAt).ShouldBe(("不给我 50 块钱红包就差评", "买家", _desk.Agent.Name, TimeSpan.FromMinutes(3)));
        (await RemedyDesk.ActionAsync(_desk, number, "mark chat lines")).State.ShouldBe(ActionState.Done);
        var details = (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, number)).Value!;
        details.Marks.Keys.ShouldBe([line]);
        details.Signs.DemandIn(marked.Text).ShouldNotBeNull();

        (await MarkAsync(number, line, isMarked: false)).Refusal.ShouldBeNull();
        (await LinesAsync(number)).ShouldBeEmpty();
        await using var db = _desk.Db();
        (await db.History.Where(h => h.Kind == CaseEventKind.LineMarked || h.Kind == CaseEventKind.LineUnmarked).OrderBy(h => h.Id).Select(h => h.Kind).ToListAsync()).ShouldBe([CaseEventKind.LineMarked, CaseEventKind.LineUnmarked]);
    }

    [Fact]
    public async Task Mark_OfANote_OrALineOfAnotherCase_IsRefused()
    {
        var number = await _desk.BuyerSaysAsync("买家", "差评");
        var other = await LastLineAsync(_desk, await _desk.BuyerSaysAsync("买家二", "差评"));
        (await MarkAsync(number, other)).Refusal!.Code.ShouldBe("mark.line_not_found");
        _desk.Time.Move(TimeSpan.FromMinutes(1));
        (await _desk.Get<WriteNote>().ExecuteAsync(new(number, "内部：注意这个买家"), _desk.Agent)).Refusal.ShouldBeNull();
        (await MarkAsync(number, await LastLineAsync(_desk, number))).Refusal!.Code.ShouldBe("mark.not_a_chat_line");
        (await _desk.Get<MarkLine>().ExecuteAsync(new(number, other, true), _desk.Warehouse)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Mark_ByTwoAtOnce_StandsOnce()
    {
        var number = await _desk.BuyerSaysAsync("买家", "差评");
        var line = await LastLineAsync(_desk, number);
        (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => MarkAsync(number, line))))).ShouldAllBe(a => a.Ok);
        (await LinesAsync(number)).ShouldHaveSingleItem();
    }
}
