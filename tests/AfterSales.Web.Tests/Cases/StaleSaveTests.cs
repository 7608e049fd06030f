using System.Globalization;
using AfterSales.Application.People;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using AfterSales.Web.Cases;
using AfterSales.Web.Shared;
using Case = AfterSales.Domain.Cases.Case;

namespace AfterSales.Web.Tests.Cases;

public sealed class StaleSaveTests
{
    private static readonly Texts T = new(CultureInfo.GetCultureInfo("zh-CN"));
    private static readonly CaseFieldWords Words = new(T, new Dictionary<Guid, Colleague>());

    private static Case Fresh(Action<Case>? change = null)
    {
        var subject = Case.Open(Guid.Empty, Guid.Empty, "AS-1", Guid.Empty, "甜", "qianniu", Rows.Now);
        change?.Invoke(subject);
        return subject;
    }

    private static CaseAttempt Late(CaseField field, string wanted, Case? saw = null) =>
        new(field, saw ?? Fresh(), wanted, _ => Task.FromResult<Result<int>>(1), Refusal.Conflict("case.stale", "AS-1", "陈曦"));

    [Fact]
    public void Of_TheSameFieldChanged_ShowsAllThreeVersions()
    {
        var now = Fresh(c => c.Mark(new(FlagColour.Green, "已补发", "陈曦", Rows.Now)));
        var stale = StaleSave.Of(Late(CaseField.Flag, CaseFieldWords.Flag(FlagColour.Red, " 漏发 ", T)), now, Words);
        (stale.Saw, stale.Stands, stale.Wanted).ShouldBe(("没有旗帜", "绿旗 · 已补发", "红旗 · 漏发"));
        (stale.IsUntouched, stale.IsDone, stale.Who).ShouldBe((false, false, "陈曦"));
    }

    [Fact]
    public void Of_AnotherFieldChanged_SaysThatThisOneIsUntouched()
    {
        var stale = StaleSave.Of(Late(CaseField.Tags, "加急"), Fresh(c => c.Prioritise(Priority.Urgent)), Words);
        (stale.Saw, stale.Stands).ShouldBe(("没有标签", "没有标签"));
        stale.IsUntouched.ShouldBeTrue();
    }

    [Fact]
    public void Of_SomebodyDidTheVerySame_IsDone() =>
        StaleSave.Of(Late(CaseField.Priority, T.Word(Priority.Urgent)), Fresh(c => c.Prioritise(Priority.Urgent)), Words).IsDone.ShouldBeTrue();

    [Theory]
    [InlineData(CaseField.Owner, "待认领")]
    [InlineData(CaseField.Waiting, "不等待")]
    [InlineData(CaseField.State, "新建")]
    [InlineData(CaseField.Priority, "普通")]
    public void Words_OfAFreshCase(CaseField field, string expected) => Words.Of(field, Fresh()).ShouldBe(expected);

    [Fact]
    public void Word_OfEveryField_IsThere() => Enum.GetValues<CaseField>().Select(f => T.Word(f)).ShouldAllBe(w => !w.Contains('.'));

    [Fact]
    public async Task Make_AndAgain_SaveOnTopOfTheVersionThatWasSeen()
    {
        var versions = new List<int>();
        var (saw, now) = (Fresh(), Fresh(c => c.Prioritise(Priority.High)));
        var attempt = await CaseAttempt.MakeAsync(CaseField.Tags, saw, "加急", version =>
        {
            versions.Add(version);
            return Task.FromResult(version == saw.Version ? Refusal.Conflict("case.stale", "AS-1", "陈曦") : new Result<int>(version + 1));
        });
        attempt.Refusal!.Kind.ShouldBe(RefusalKind.Conflict);
        (await attempt.AgainAsync(now)).Refusal.ShouldBeNull();
        versions.ShouldBe([saw.Version, now.Version]);
    }
}
