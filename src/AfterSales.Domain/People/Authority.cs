using System.Collections.Frozen;

namespace AfterSales.Domain.People;

/// <summary>Which role may do what (SPEC 1). The administrator sees no customer data.</summary>
public static class Authority
{
    private static readonly Permission[] Agent =
        [Permission.ViewCases, Permission.HandleCases, Permission.WriteNotes, Permission.EditCustomers, Permission.ViewPolicies, Permission.Pay, Permission.ViewShifts];

    private static readonly Permission[] Supervisor =
        [.. Agent, Permission.AssignOthers, Permission.ViewBoard, Permission.ViewReports, Permission.Import, Permission.EditPlaybooks, Permission.Approve, Permission.ExportEvidence, Permission.WorkWarehouse,
            Permission.JudgeFeedback, Permission.AnswerFeedback, Permission.ViewAttendance, Permission.PlanShifts, Permission.ScoreQuality];

    private static readonly FrozenDictionary<Role, Permission[]> ByRole = new Dictionary<Role, Permission[]>
    {
        [Role.PreSales] = Agent,
        [Role.AfterSales] = Agent,
        [Role.Review] = Agent,
        [Role.Warehouse] = [Permission.ViewCases, Permission.WriteNotes, Permission.WorkWarehouse, Permission.ViewShifts],
        [Role.Supervisor] = Supervisor,
        [Role.Owner] = [.. Supervisor, Permission.EditPolicies, Permission.ManagePeople, Permission.ManagePay, Permission.ManageStores, Permission.ManageApiKeys],
        [Role.Administrator] = [Permission.ViewPolicies, Permission.ManagePeople, Permission.ManageStores, Permission.ManageApiKeys,
            Permission.ViewShifts, Permission.ViewAttendance, Permission.PlanShifts],
    }.ToFrozenDictionary();

    public static FrozenSet<Permission> Of(IEnumerable<Role> roles) => roles.SelectMany(r => ByRole[r]).ToFrozenSet();
}
