using AfterSales.Application.Cases;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Application.Playbooks;

/// <summary>Keeps what a playbook said beside what was learnt, in the same transaction.</summary>
internal static class Evaluations
{
    /// <summary>Saves what was changed, reads the case as it then is, and keeps what the rules say of it.</summary>
    public static async Task<int> CommitWithEvaluationAsync(this LockedCase work, PlaybookInForce rules, CancellationToken ct)
    {
        await work.Db.SaveChangesAsync(ct);
        var file = (await CaseFacts.ReadAsync(work.Db, [work.Subject], work.Now, ct))[work.Subject.Id];
        work.Db.CaseEvaluations.Add(Of(work.Subject.StoreId, work.Subject.Id, rules, file.Sheet, work.Now));
        return await work.CommitAsync(ct);
    }

    /// <summary>The same by the rules that the case follows; a case without a type is only saved.</summary>
    public static async Task<int> CommitWithEvaluationAsync(this LockedCase work, PlaybookShelf shelf, CancellationToken ct) =>
        await shelf.AtHandAsync(work.Subject, ct) is { } rules ? await work.CommitWithEvaluationAsync(rules, ct) : await work.CommitAsync(ct);

    private static CaseEvaluation Of(Guid storeId, Guid caseId, PlaybookInForce rules, FactSheet sheet, DateTimeOffset at)
    {
        var facts = sheet.For(rules.Playbook);
        var evaluation = rules.Playbook.Evaluate(facts);
        var known = sheet.Facts.Where(fact => fact.Value.IsKnown).ToDictionary(fact => fact.Name, fact => fact.Value.ToString(), StringComparer.Ordinal);
        var spoke = rules.Playbook.Decisions.Where(decision => decision.Logic is DecisionTable)
            .Select(decision => rules.Playbook.Explain(evaluation, decision.Name))
            .ToDictionary(why => why.Decision.Name, Fired, StringComparer.Ordinal);
        return new CaseEvaluation(storeId, caseId, rules.Name, rules.Version, known, spoke, CaseGuidance.For(rules.Playbook, facts).Responsibility.Party, at);
    }

    private static string[] Fired(Explanation why) =>
        [.. why.Rows.Where(row => row.State == RowState.Fired).Select(row => ((DecisionTable)why.Decision.Logic).Rows[row.Row].Id ?? $"{row.Row + 1}")];
}
