using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

public sealed partial class Case
{
    /// <summary>
    /// The buyer was asked whether it is settled. Settled leads on to FollowUp, from where the case may be closed; whoever was not reached is asked
    /// again. A dissatisfied buyer changes nothing here: the case is to be reopened, see <see cref="FollowUpAnswer.IsDissatisfied"/>.
    /// </summary>
    public Result<CaseEvent> AnswerFollowUp(FollowUpAnswer answer)
    {
        if (State is not (CaseState.Resolved or CaseState.FollowUp)) return Refusal.Rule("follow_up.not_resolved", Number);
        if (answer is { Outcome: FollowUpOutcome.Settled, IsDissatisfied: false })
        {
            State = CaseState.FollowUp;
            Version++;
        }
        return CaseEvent.Of(CaseEventKind.FollowedUp, ("outcome", answer.Outcome), ("satisfaction", answer.Satisfaction), ("words", answer.Words.Length > 0 ? answer.Words : null));
    }
}
