using AfterSales.Application.Cases;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Approvals;

/// <param name="Answer">At most 500 characters; it takes the place of what the requester wrote first.</param>
public sealed record AnswerApprovalInput(string Number, Guid RequestId, string Answer);

/// <summary>
/// Answers what was asked back; the request is open again, with the evidence that there is by now, and is put to those who decide. Whoever answers has had a
/// hand in it and does not decide on it.
/// </summary>
public sealed class AnswerApproval(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(AnswerApprovalInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Refusal.Forbidden();
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var actions = await CaseActions.LoadAsync(work, ct);
        if (actions.Approvals.Find(a => a.Id == input.RequestId) is not { } request) return Refusal.NotFound("approval.not_found");

        var answer = PlainText.Storable(input.Answer).Trim();
        var answered = request.Answer(person, answer, await work.ShownAsync(ct), work.Now);
        if (!answered.Ok) return answered.Refusal;
        work.Record(CaseEvent.Of(CaseEventKind.ApprovalAnswered, ("remedy", request.Remedy), ("amount", request.Amount), ("answer", answer)));
        work.Tell("approval.asked", new(StringComparer.Ordinal) { ["approval"] = request.Id.ToString(), ["amount"] = request.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await work.AskApproversAsync(request, ct);
        actions.LetClockFollow();
        return await work.CommitAsync(ct);
    }
}
