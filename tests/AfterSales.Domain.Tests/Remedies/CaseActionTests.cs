using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Remedies;

/// <summary>One action: what it needs, what it waits for, and what can be taken back.</summary>
public sealed class CaseActionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Store = Ids.New(Now);
    private static readonly Guid Case = Ids.New(Now);

    private readonly List<CaseAction> _all = [];
    private readonly List<ActionStep> _steps = [];

    [Fact]
    public void Move_WhatTheFlowAsksFor_IsNeeded()
    {
        var claim = Agreed("courier claim");
        Move(claim, ActionState.Done, new()).ShouldBe("action.illegal_move");
        Move(claim, ActionState.Requested, new()).ShouldBe("action.amount_needed");
        Move(claim, ActionState.Requested, new() { Amount = 1.005m }).ShouldBe("money.amount_invalid");
        Move(claim, ActionState.Requested, new() { Amount = 80, Reference = "YT-77" }).ShouldBeNull();
        Move(claim, ActionState.Failed, new()).ShouldBe("action.reason_needed");
        Move(claim, ActionState.Agreed, new() { Amount = 60 }).ShouldBeNull();
        Move(claim, ActionState.Done, new()).ShouldBeNull();
        (claim.State, claim.Amount, claim.Reference, claim.EndedAt).ShouldBe((ActionState.Done, 60m, "YT-77", Now));
        Move(claim, ActionState.Failed, new() { Reason = "不赔" }).ShouldBe("action.illegal_move");
    }

    [Fact]
    public void Move_WhatWaitsForAReturn_GoesOnOnlyAfterItPassed()
    {
        var returned = Agreed("inspect return");
        var exchange = Agreed("exchange", after: [returned.Id]);
        Move(exchange, ActionState.Done, new() { Waybill = "SF1" }).ShouldBe("action.waits");
        Move(returned, ActionState.OnTheWay, new() { Waybill = "YT1", Courier = "圆通" }).ShouldBeNull();
        Move(returned, ActionState.Arrived, new()).ShouldBeNull();
        Move(returned, ActionState.Failed, new() { Inspection = new(InspectionVerdict.Fail, false, 1, 0) }).ShouldBeNull();
        Move(exchange, ActionState.Packed, new()).ShouldBe("action.waits", "an inspection that was not passed");

        Undo(returned).ShouldBeNull();
        (returned.State, returned.Inspection, returned.Waybill).ShouldBe((ActionState.Arrived, null, "YT1"));
        Move(returned, ActionState.Done, new() { Inspection = new(InspectionVerdict.Exchange, true, 0, 1) }).ShouldBeNull();
        Move(exchange, ActionState.Done, new() { Waybill = "SF1" }).ShouldBeNull();
        Undo(returned).ShouldBe("action.gone_on");
    }

    [Fact]
    public void Undo_AgainAndAgain_GoesBackToTheBeginning_AndNeverForward()
    {
        var returned = Agreed("inspect return");
        Undo(returned).ShouldBe("action.nothing_to_undo");
        Move(returned, ActionState.OnTheWay, new() { Waybill = "YT1", Courier = "圆通" });
        Move(returned, ActionState.Arrived, new() { Waybill = "YT2" });
        Undo(returned, "").ShouldBe("action.reason_needed");
        Undo(returned).ShouldBeNull();
        (returned.State, returned.Waybill).ShouldBe((ActionState.OnTheWay, "YT1"));
        Undo(returned).ShouldBeNull();
        (returned.State, returned.Waybill, returned.Courier).ShouldBe((ActionState.Open, null, null));
        Undo(returned).ShouldBe("action.nothing_to_undo");
        Move(returned, ActionState.Arrived, new() { Waybill = "YT3" }).ShouldBeNull();
        Undo(returned).ShouldBeNull();
        returned.State.ShouldBe(ActionState.Open);
    }

    [Fact]
    public void UndoAndVoid_OnceMoneyMoved_AreRefused()
    {
        var claim = Agreed("courier claim");
        Move(claim, ActionState.Requested, new() { Amount = 80 });
        Move(claim, ActionState.Done, new());
        Undo(claim).ShouldBe("action.money_moved");
        Void(claim).ShouldBe("action.money_moved");

        var refund = Agreed("refund only");
        Move(refund, ActionState.Sent, new());
        Undo(refund).ShouldBe("action.money_moved");
        Void(refund).ShouldBe("action.money_moved");
    }

    [Fact]
    public void Void_WhileOthersWaitForIt_IsRefused()
    {
        var returned = Agreed("inspect return");
        var exchange = Agreed("exchange", after: [returned.Id]);
        Void(returned).ShouldBe("action.awaited");
        Void(exchange, " ").ShouldBe("action.reason_needed");
        Void(exchange).ShouldBeNull();
        Void(returned).ShouldBeNull();
        Void(returned).ShouldBe("action.voided");
        Move(returned, ActionState.OnTheWay, new() { Waybill = "YT1" }).ShouldBe("action.illegal_move");
        Undo(returned).ShouldBe("action.nothing_to_undo");
    }

    [Fact]
    public void Change_BeforeItIsUnderWay_IsAgreedAnew()
    {
        var refund = Agreed("refund only");
        refund.With(refund.Id, []);
        refund.Change(40, null, needsApproval: true, Now).Value!.To.ShouldBe(ActionState.Asked);
        Move(refund, ActionState.Sent, new()).ShouldBe("action.not_approved");
        refund.Change(10, null, needsApproval: false, Now).Value!.To.ShouldBe(ActionState.Open);
        Move(refund, ActionState.Sent, new());
        refund.Change(12, null, needsApproval: false, Now).Refusal!.Code.ShouldBe("action.money_moved");
        Move(refund, ActionState.Failed, new() { Reason = "账号不对" });
        refund.Change(12, null, needsApproval: false, Now).Value!.From.ShouldBe(ActionState.Failed);

        var packed = Agreed("reship");
        packed.With(packed.Id, []);
        Move(packed, ActionState.Packed, new());
        packed.Change(null, null, needsApproval: false, Now).Refusal!.Code.ShouldBe("action.under_way");
        Agreed("order memo").Change(null, null, needsApproval: false, Now).Refusal!.Code.ShouldBe("action.no_remedy");
    }

    private CaseAction Agreed(string word, Guid[]? after = null)
    {
        var action = CaseAction.Agree(Ids.New(Now), Store, Case, 1, new(ActionCatalogue.Find(word)!, null, [], false), null, Now);
        if (after is not null) action.With(action.Id, after);
        _all.Add(action);
        return action;
    }

    private string? Move(CaseAction action, ActionState to, ActionDetails details) => Keep(action.Move(to, details, _all, Now));

    private string? Undo(CaseAction action, string reason = "点错了") => Keep(action.Undo(_steps.Where(step => step.ActionId == action.Id), reason, _all, Now));

    private string? Void(CaseAction action, string reason = "不用了") => Keep(action.Void(reason, _all, Now));

    private string? Keep(Result<ActionStep> step)
    {
        if (step.Ok) _steps.Add(step.Value);
        return step.Refusal?.Code;
    }
}
