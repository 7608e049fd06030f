using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

/// <param name="Words">What was agreed, at most 500 characters.</param>
public sealed record RecordPhoneAgreementInput(string Number, string Words, int? SeenVersion);

/// <summary>
/// Something was agreed by phone. Until the buyer confirms it in chat no money moves on the case (SPEC 2.3); another agreement by phone takes its place.
/// </summary>
public sealed class RecordPhoneAgreement(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(RecordPhoneAgreementInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var words = PhoneAgreements.Words(input.Words);
        if (!words.Ok) return words.Refusal;
        var agreed = work.Subject.AgreeByPhone(words.Value);
        if (!agreed.Ok) return agreed.Refusal;
        work.Db.PhoneAgreements.Add(new(work.Subject, PhoneAgreementStep.Agreed, words.Value, null, actor, work.Now));
        work.Record(agreed.Value);
        return await work.CommitWithEvaluationAsync(shelf, ct);
    }
}
