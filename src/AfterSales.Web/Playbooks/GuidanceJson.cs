using AfterSales.Application.Playbooks;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>What a playbook says of a case, and why. Words are those of the catalogues, the same in every language; sentences are for people. Money in yuan, times in hours.</summary>
internal sealed record GuidanceJson(
    RulesJson Playbook, string? Situation, ResponsibilityJson Responsibility, IReadOnlyList<RemedyJson> Remedies, IReadOnlyList<ObligationJson> Obligations, IReadOnlyList<NeededEvidenceJson> Evidence,
    IReadOnlyList<PhraseJson> Phrases, IReadOnlyList<QuestionJson> Questions, IReadOnlyList<FactJson> Facts, IReadOnlyList<ReasonJson> Reasons)
{
    public static GuidanceJson Of(GuidanceOnCase on, Texts texts)
    {
        var guidance = on.Guidance;
        return new(
            new(on.Rules.Name, on.Rules.Version, on.Rules.Latest),
            guidance.Situation,
            new(guidance.Responsibility.Party, guidance.Responsibility.Pays),
            [.. guidance.Options.Select(option => RemedyJson.Of(option, guidance))],
            [.. guidance.Duties.Select(duty => new ObligationJson(duty.Obligation, duty.Within?.TotalHours, duty.IsCertain))],
            [.. guidance.Evidence.Select(need => new NeededEvidenceJson(need.Evidence, need.From, need.IsCertain))],
            [.. guidance.Phrases.Select(phrase => new PhraseJson(phrase.Step, phrase.Phrase, phrase.IsCertain))],
            [.. on.Questions.Select(question => new QuestionJson(question.Fact.Name, texts.Question(question.Fact.Name), [.. question.Answers.Select(answer => SaidJson.Of(question.Fact.Name, answer))], question.IsNext))],
            [.. on.Sheet.Facts.Where(fact => fact.Value.IsKnown).Select(fact => new FactJson(fact.Name, SaidJson.Of(fact.Name, fact.Value), fact.Origin, fact.Said?.By, fact.Said?.At))],
            [.. on.Rules.Playbook.Decisions.Where(decision => decision.Logic is DecisionTable && CaseGuidance.Told.Contains(decision.Name))
                .Select(decision => ReasonJson.Of(on.Rules.Playbook.Explain(guidance.Evaluation, decision.Name), on.Rules.Playbook.Source, texts))]);
    }
}

/// <summary>The version that spoke, and the latest there is.</summary>
internal sealed record RulesJson(string Type, int Version, int Latest);

/// <summary>Each null while it is open.</summary>
internal sealed record ResponsibilityJson(string? Party, string? Pays);

/// <summary>A remedy as it stands; only what is certain may be promised.</summary>
/// <param name="UpTo">Yuan; null when it costs nothing, and while the bound is not known.</param>
/// <param name="BoundKnown">Whether the bound is known: while it is not, no amount is within it for certain.</param>
/// <param name="Approval">What approval it needs by itself.</param>
/// <param name="Decides">Who would have to decide at its bound, for whoever asks; null while the bound is not known, for what may still come, and for a forbidden one.</param>
/// <param name="DecidesCertain">Whether that stays so whatever is not yet known; null where nobody is named.</param>
internal sealed record RemedyJson(
    string Remedy, Standing Standing, decimal? UpTo, bool BoundKnown, string Approval, bool Certain, string? Decides, bool? DecidesCertain, IReadOnlyList<string> Causes)
{
    public static RemedyJson Of(RemedyOption option, CaseGuidance guidance)
    {
        var demand = option is { IsCertain: true, IsBoundKnown: true, Standing: not Standing.Forbidden } ? guidance.ApprovalFor(option.Remedy, option.UpTo ?? 0) : null;
        return new(option.Remedy, option.Standing, option.UpTo, option.IsBoundKnown, option.Need, option.IsCertain, demand?.Decider, demand?.IsCertain, demand?.Causes ?? []);
    }
}

internal sealed record ObligationJson(string Obligation, double? WithinHours, bool Certain);

internal sealed record NeededEvidenceJson(string Evidence, string From, bool Certain);

internal sealed record PhraseJson(string Step, string Phrase, bool Certain);

/// <param name="Answers">The answers it can have; empty where a number is asked.</param>
/// <param name="Next">Whether it lies on the cheapest way to a decision.</param>
internal sealed record QuestionJson(string Fact, string Question, IReadOnlyList<object?> Answers, bool Next);

/// <param name="By">Who said it; null for what the system knows.</param>
internal sealed record FactJson(string Fact, object? Value, FactOrigin Origin, string? By, DateTimeOffset? At);

/// <summary>Why a decision came out as it did. Rows count from 1.</summary>
internal sealed record ReasonJson(string Decision, bool Decided, IReadOnlyList<RowJson> RowsFired, IReadOnlyList<RowJson> RowsNotFired)
{
    public static ReasonJson Of(Explanation why, Playbook playbook, Texts texts)
    {
        var table = (DecisionTable)why.Decision.Logic;
        var sentences = new ReasonSentences(texts, playbook, table);
        var rows = why.Rows.ToLookup(row => row.State is RowState.Fired or RowState.Conflicting, row => RowJson.Of(row, table, sentences));
        return new(why.Decision.Name, why.Answer.IsDecided, [.. rows[true]], [.. rows[false]]);
    }
}

/// <param name="Because">The first condition that does not hold, or is not known; null for a row that spoke.</param>
internal sealed record RowJson(int Row, string? Id, RowState State, ConditionJson? Because, string Sentence)
{
    public static RowJson Of(RowReason row, DecisionTable table, ReasonSentences sentences) => new(
        row.Row + 1, table.Rows[row.Row].Id, row.State,
        row.Condition is { } condition ? new(condition.Input, condition.Cell.Trim(), condition.Value.IsKnown ? condition.Value.ToString() : null) : null,
        sentences.Of(row));
}

/// <param name="Value">What it was, as a cell would write it; null while it is unknown.</param>
internal sealed record ConditionJson(string Input, string Cell, string? Value);
