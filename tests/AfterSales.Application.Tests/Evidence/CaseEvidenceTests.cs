using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Values;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Evidence;

public sealed class CaseEvidenceTests : IAsyncLifetime
{
    private TestDesk _desk = null!;
    private string _number = "";

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.CreateAsync();
        _number = await _desk.BuyerSaysAsync("张三", "少发了一件");
        (await _desk.Get<ClassifyCase>().ExecuteAsync(new(_number, CaseType.WrongItem, CaseSubtype.Missing, null), _desk.Agent)).Refusal.ShouldBeNull();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Describe_ManyAtOnce_IsOneLineOfTheHistory()
    {
        var pieces = await AddAsync(3);

        (await LabelAsync(pieces, EvidenceLabels.Defect, _desk.Warehouse)).ShouldBeNull();

        (await ReadAsync()).Pieces.Select(piece => piece.File.Label).ShouldAllBe(label => label == EvidenceLabels.Defect);
        var line = await LastAsync(CaseEventKind.EvidenceDescribed);
        (line.Data["count"], line.Data["label"], line.Data["name"], line.ActorName).ShouldBe(("3", EvidenceLabels.Defect, "图1.png", _desk.Warehouse.Name));
        line.Data["evidence"]!.Split(' ').ShouldBe(pieces.Select(id => id.ToString()), ignoreOrder: true);

        (await LabelAsync(pieces, EvidenceLabels.Defect, _desk.Agent)).ShouldBeNull();
        (await LastAsync(CaseEventKind.EvidenceDescribed)).Id.ShouldBe(line.Id, "it was said already");
    }

    [Fact]
    public async Task Describe_WhatIsNotThere_ChangesNothing()
    {
        var own = await AddAsync(1);
        var other = await _desk.BuyerSaysAsync("李四", "你好");
        var others = await AddAsync(1, other);

        (await LabelAsync([.. own, .. others], "weigh slip", _desk.Agent)).ShouldBe("evidence.not_found");
        (await LabelAsync(own, "moon rock", _desk.Agent)).ShouldBe("evidence.label_unknown");
        (await LabelAsync([], "weigh slip", _desk.Agent)).ShouldBe("evidence.count");
        (await _desk.Get<DescribeEvidence>().ExecuteAsync(new(_number, own, EvidenceTrait.Line, "没有的"), _desk.Agent)).Refusal!.Code.ShouldBe("evidence.line_unknown");
        await RemoveAsync(own[0]);
        (await LabelAsync(own, "weigh slip", _desk.Agent)).ShouldBe("evidence.removed");
        (await JudgeAsync(own, EvidenceVerdict.Accepted)).ShouldBe("evidence.removed");

        (await ReadAsync()).Pieces.Single().File.Label.ShouldBeNull();
    }

    [Fact]
    public async Task Judge_Rejected_WantsAReason_AndCanBeChanged()
    {
        var pieces = await AddAsync(1);
        (await JudgeAsync(pieces, EvidenceVerdict.Rejected, "  ")).ShouldBe("evidence.reason_needed");
        (await _desk.Get<JudgeEvidence>().ExecuteAsync(new(_number, pieces, EvidenceVerdict.Accepted), _desk.Warehouse)).Refusal!.Kind.ShouldBe(Domain.Shared.RefusalKind.Forbidden);

        (await JudgeAsync(pieces, EvidenceVerdict.Rejected, "blurred")).ShouldBeNull();
        (await ReadAsync()).Pieces.Single().File.ShouldSatisfyAllConditions(
            file => file.Verdict.ShouldBe(EvidenceVerdict.Rejected), file => file.VerdictReason.ShouldBe("blurred"), file => file.VerdictByName.ShouldBe(_desk.Agent.Name), file => file.VerdictAt.ShouldBe(_desk.Time.Now));
        (await JudgeAsync(pieces, EvidenceVerdict.Accepted)).ShouldBeNull();
        (await ReadAsync()).Pieces.Single().File.ShouldSatisfyAllConditions(file => file.Verdict.ShouldBe(EvidenceVerdict.Accepted), file => file.VerdictReason.ShouldBeNull());

        await using var db = _desk.Db();
        (await db.History.Where(h => h.Kind == CaseEventKind.EvidenceJudged).OrderBy(h => h.Id).Select(h => h.Data["verdict"]).ToListAsync()).ShouldBe(["Rejected", "Accepted"]);
    }

    [Fact]
    public async Task Judge_Photo_IsPresumedOfTheFact_AndNeverAgainstWhatSomebodySaid()
    {
        var pieces = await AddAsync(2, label: EvidenceLabels.Defect);
        (await PhotoAsync()).Value.IsKnown.ShouldBeFalse();
        await JudgeAsync(pieces, EvidenceVerdict.Rejected, "blurred");
        (await PhotoAsync()).ShouldSatisfyAllConditions(fact => fact.Value.ShouldBe(Value.Of("unclear")), fact => fact.Origin.ShouldBe(FactOrigin.Presumed));
        await JudgeAsync([pieces[0]], EvidenceVerdict.Accepted);
        (await PhotoAsync()).Value.ShouldBe(Value.Of("confirms"));

        (await _desk.Get<SayFacts>().ExecuteAsync(new(_number, new Dictionary<string, Value> { ["photo"] = Value.Of("contradicts") }), _desk.Agent)).Refusal.ShouldBeNull();
        await JudgeAsync([pieces[1]], EvidenceVerdict.Accepted);
        (await PhotoAsync()).ShouldSatisfyAllConditions(fact => fact.Value.ShouldBe(Value.Of("contradicts")), fact => fact.Origin.ShouldBe(FactOrigin.Said));
    }

    [Fact]
    public async Task Add_ACopyThatWasDrawnOn_NamesItsOriginal_AndLeavesItAsItIs()
    {
        var original = (await AddAsync(1, label: EvidenceLabels.Defect))[0];
        await JudgeAsync([original], EvidenceVerdict.Accepted);
        var before = await ItemAsync(original);

        var copy = await _desk.Get<AddEvidence>().ExecuteAsync(new(_number, [await UploadAsync("图1-标注.jpg", 31)], original), _desk.Agent);

        var drawn = await ItemAsync(copy.Value!.Single());
        (drawn.OriginalId, drawn.Label, drawn.Verdict).ShouldBe((original, EvidenceLabels.Defect, null));
        var after = await ItemAsync(original);
        (after.Sha256, after.Name, after.Verdict, after.VerdictAt).ShouldBe((before.Sha256, before.Name, before.Verdict, before.VerdictAt));
        drawn.Sha256.ShouldNotBe(after.Sha256);
        (await PhotoAsync()).Value.ShouldBe(Value.Of("confirms"), "a copy waits for no verdict");
        (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, _number)).Value!.Case.EvidenceCount.ShouldBe(2);
    }

    [Fact]
    public async Task OfCase_MarkedLinesStandBesideTheFiles_AndOnlySupervisorsSeeWhoLooked()
    {
        var piece = (await AddAsync(1))[0];
        await using (var db = _desk.Db())
        {
            var line = await db.Messages.OrderBy(m => m.Id).FirstAsync();
            (await _desk.Get<Application.Reviews.MarkLine>().ExecuteAsync(new(_number, line.Id, IsMarked: true), _desk.Agent)).Refusal.ShouldBeNull();
        }
        (await ReadAsync()).Marked.Single().ShouldSatisfyAllConditions(line => line.Text.ShouldBe("少发了一件"), line => line.MarkedBy.ShouldBe(_desk.Agent.Name));

        await _desk.Get<EvidenceAccesses>().RecordAsync([piece], EvidenceAccessKind.Viewed, _desk.Agent, default);
        var queries = _desk.Get<CaseEvidenceQueries>();
        (await queries.LooksAsync(piece, _desk.Agent)).Refusal!.Kind.ShouldBe(Domain.Shared.RefusalKind.Forbidden);
        (await queries.LooksAsync(piece, _desk.Supervisor)).Value!.Single().ShouldBe(new(EvidenceAccessKind.Viewed, _desk.Agent.Name, _desk.Time.Now));
    }

    [Fact]
    public async Task Attachment_WithALabel_KeepsIt()
    {
        var file = await UploadAsync("底单.png", 20) with { Label = "weigh slip" };
        (await _desk.Get<WriteNote>().ExecuteAsync(new(_number, "底单", [file with { Label = "moon rock" }]), _desk.Warehouse)).Refusal!.Code.ShouldBe("evidence.label_unknown");
        (await _desk.Get<WriteNote>().ExecuteAsync(new(_number, "底单", [file]), _desk.Warehouse)).Refusal.ShouldBeNull();
        (await ReadAsync()).Pieces.Single().ShouldSatisfyAllConditions(piece => piece.File.Label.ShouldBe("weigh slip"), piece => piece.By.ShouldBe(_desk.Warehouse.Name));
    }

    [Fact]
    public async Task Attachments_OfOneMessage_StayInTheOrderInWhichTheyWereSent()
    {
        var files = new List<Attachment>();
        for (var i = 1; i <= 9; i++) files.Add(await UploadAsync($"{i}.png", 40 + i));

        (await _desk.Get<ReplyToBuyer>().ExecuteAsync(new(_number, "按顺序看", files), _desk.Agent)).Refusal.ShouldBeNull();

        var shown = (await _desk.Get<CaseQueries>().DetailsAsync(_desk.Agent, _number)).Value!.Timeline.SelectMany(entry => entry.Message?.Evidence ?? []);
        shown.Select(file => file.Name).ShouldBe(files.Select(file => file.Name));
        (await ReadAsync()).Pieces.Reverse().Select(piece => piece.File.Name).ShouldBe(files.Select(file => file.Name));
    }

    private async Task<Attachment> UploadAsync(string name, int width)
    {
        using var stream = new MemoryStream(SamplePictures.Png(width, 10));
        return new(name, (await _desk.Get<EvidenceFiles>().StoreAsync(stream, default)).Value!);
    }

    private async Task<IReadOnlyList<Guid>> AddAsync(int count, string? number = null, string? label = null)
    {
        var files = new List<Attachment>();
        for (var i = 1; i <= count; i++) files.Add(await UploadAsync($"图{i}.png", 10 + i) with { Label = label });
        return (await _desk.Get<AddEvidence>().ExecuteAsync(new(number ?? _number, files), _desk.Agent)).Value!;
    }

    private async Task<string?> LabelAsync(IReadOnlyList<Guid> pieces, string label, Actor actor) =>
        (await _desk.Get<DescribeEvidence>().ExecuteAsync(new(_number, pieces, EvidenceTrait.Label, label), actor)).Refusal?.Code;

    private async Task<string?> JudgeAsync(IReadOnlyList<Guid> pieces, EvidenceVerdict verdict, string? reason = null) =>
        (await _desk.Get<JudgeEvidence>().ExecuteAsync(new(_number, pieces, verdict, reason), _desk.Agent)).Refusal?.Code;

    private async Task<CaseEvidence> ReadAsync() => (await _desk.Get<CaseEvidenceQueries>().OfCaseAsync(_number, _desk.Agent)).Value!;

    private async Task<FactOnCase> PhotoAsync() => (await _desk.Get<GuidanceQueries>().OfCaseAsync(_desk.Agent, _number)).Value!.Sheet["photo"]!;

    private async Task<EvidenceItem> ItemAsync(Guid id)
    {
        await using var db = _desk.Db();
        return await db.Evidence.AsNoTracking().SingleAsync(e => e.Id == id);
    }

    private async Task RemoveAsync(Guid id)
    {
        await using var db = _desk.Db();
        await db.Database.ExecuteSqlAsync($"update evidence set removed_at = now(), removal_reason = '买家要求' where id = {id} and store_id = {_desk.StoreId}");
    }

    private async Task<HistoryEntry> LastAsync(CaseEventKind kind)
    {
        await using var db = _desk.Db();
        return await db.History.AsNoTracking().Where(h => h.Kind == kind).OrderByDescending(h => h.Id).FirstAsync();
    }
}
