using System.Collections.Frozen;

namespace AfterSales.Domain.People;

/// <summary>What an API key may do; a key carries one or more of these names.</summary>
public static class ApiScope
{
    public const string MessagesWrite = "messages:write";
    public const string CasesRead = "cases:read";
    public const string CasesWrite = "cases:write";
    public const string ImportsWrite = "imports:write";
    public const string PoliciesRead = "policies:read";
    public const string PoliciesWrite = "policies:write";

    public const string PaymentsWrite = "payments:write";
    public const string FeedbackWrite = "feedback:write";
    public const string ReportsRead = "reports:read";
    public const string PayWrite = "pay:write";

    public const string ShiftsRead = "shifts:read";
    public const string ShiftsWrite = "shifts:write";

    private static readonly FrozenDictionary<string, Permission[]> Grants = new Dictionary<string, Permission[]>(StringComparer.Ordinal)
    {
        [MessagesWrite] = [Permission.ReceiveMessages],
        [CasesRead] = [Permission.ViewCases],
        // A program of the warehouse scans what comes back and what leaves.
        [CasesWrite] = [Permission.ViewCases, Permission.HandleCases, Permission.WriteNotes, Permission.WorkWarehouse],
        [ImportsWrite] = [Permission.Import],
        [PoliciesRead] = [Permission.ViewPolicies],
        [PoliciesWrite] = [Permission.ViewPolicies, Permission.EditPolicies],
        [PaymentsWrite] = [Permission.Pay],
        [FeedbackWrite] = [Permission.AnswerFeedback],
        [ReportsRead] = [Permission.ViewReports],
        // Who enters what people sold sees what it comes to.
        [PayWrite] = [Permission.ManagePay],
        [ShiftsRead] = [Permission.ViewShifts, Permission.ViewAttendance],
        [ShiftsWrite] = [Permission.ViewShifts, Permission.ViewAttendance, Permission.PlanShifts],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> All { get; } = [MessagesWrite, CasesRead, CasesWrite, ImportsWrite, PoliciesRead, PoliciesWrite, PaymentsWrite, FeedbackWrite, ReportsRead, PayWrite, ShiftsRead, ShiftsWrite];

    public static bool IsKnown(string scope) => Grants.ContainsKey(scope);

    public static FrozenSet<Permission> PermissionsOf(IEnumerable<string> scopes) =>
        scopes.Where(Grants.ContainsKey).SelectMany(s => Grants[s]).ToFrozenSet();

    /// <summary>
    /// A key may do what its maker may, so that an administrator, who sees no customer data, cannot read it through a key.
    /// Bringing messages in is for programs only and shows nothing: whoever makes keys may give it.
    /// </summary>
    public static bool MayBeGivenBy(Actor maker, string scope) =>
        PermissionsOf([scope]).All(p => p == Permission.ReceiveMessages || maker.May(p));
}
