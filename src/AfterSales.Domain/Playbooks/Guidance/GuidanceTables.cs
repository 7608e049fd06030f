namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>The tables that guidance is read from (SPEC 4), and what is read of them.</summary>
internal static class GuidanceTables
{
    public const string Situation = "situation";
    public const string Responsibility = "responsibility";
    public const string Remedies = "remedies";
    public const string Obligations = "obligations";
    public const string RemedyObligations = "remedy obligations";
    public const string Evidence = "evidence";
    public const string Phrases = "phrases";
    public const string Approval = "approval";

    /// <summary>By decision, the outputs that are read; the first is the word without which a row says nothing.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Outputs = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Situation] = ["situation"],
        [Responsibility] = ["party", "pays"],
        [Remedies] = ["remedy", "standing", "up to", "approval"],
        [Obligations] = ["obligation", "hours"],
        [RemedyObligations] = ["obligation", "hours"],
        [Evidence] = ["evidence", "from"],
        [Phrases] = ["phrase", "step"],
        [Approval] = ["who", "cause"],
    };

    /// <summary>Without these an agent would be told nothing, or nobody could decide.</summary>
    public static readonly IReadOnlyList<string> Needed = [Responsibility, Remedies, Obligations, Approval];

    /// <summary>Outputs that are a word in every row: neither left empty nor computed.</summary>
    public static readonly IReadOnlyList<(string Decision, string Output)> Words =
        [(Remedies, "remedy"), (Remedies, "standing"), (Obligations, "obligation"), (RemedyObligations, "obligation"), (Evidence, "evidence"), (Phrases, "phrase"), (Approval, "who")];
}
