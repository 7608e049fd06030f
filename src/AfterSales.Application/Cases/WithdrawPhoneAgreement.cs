using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <param name="Reason">Why it holds no more, at most 500 characters.</param>
public sealed record WithdrawPhoneAgreementInput(string Number, string Reason, int? SeenVersion);

/// <summary>Takes back an agreement by phone that the buyer has not confirmed; what was agreed and why it was withdrawn stay on record.</summary>
public sealed class WithdrawPhoneAgreement(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(WithdrawPhoneAgreementInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var reason = PhoneAgreements.Words(input.Reason);
        if (!reason.Ok) return reason.Refusal;
        var withdrawn = work.Subject.WithdrawPhoneAgreement(reason.Value);
        if (!withdrawn.Ok) return withdrawn.Refusal;
        work.Db.PhoneAgreements.Add(new(work.Subject, PhoneAgreementStep.Withdrawn, reason.Value, null, actor, work.Now));
        work.Record(withdrawn.Value);
        return await work.CommitWithEvaluationAsync(shelf, ct);
    }
}
