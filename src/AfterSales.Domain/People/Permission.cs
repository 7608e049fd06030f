namespace AfterSales.Domain.People;

/// <summary>What a use case asks for before it does anything.</summary>
public enum Permission
{
    /// <summary>Read cases, conversations, orders, customers and evidence of the store.</summary>
    ViewCases,
    /// <summary>Reply, claim, move, promise, resolve, reopen, close.</summary>
    HandleCases,
    /// <summary>Write internal notes and add evidence (warehouse staff too).</summary>
    WriteNotes,
    /// <summary>Give a case to somebody else, or take it from them.</summary>
    AssignOthers,
    /// <summary>The supervisor's board: load per person, late and soon late.</summary>
    ViewBoard,
    /// <summary>Memo and flag on orders, notes on customers.</summary>
    EditCustomers,
    /// <summary>Import orders and chats.</summary>
    Import,
    /// <summary>What the store's cases come to: dashboards and reports of everybody.</summary>
    ViewReports,
    /// <summary>Read the store's clock limits, calendars and keyword tables.</summary>
    ViewPolicies,
    /// <summary>Change them.</summary>
    EditPolicies,
    /// <summary>Propose other playbooks, and publish what somebody else proposed.</summary>
    EditPlaybooks,
    /// <summary>Decide on requests for approval, and let payments pass that look like others.</summary>
    Approve,
    /// <summary>Hand payments over, in batches, and say whether they arrived.</summary>
    Pay,
    /// <summary>Take evidence of many cases out in one file; that of a single case is for everybody who may view it.</summary>
    ExportEvidence,
    /// <summary>The warehouse's work: check weigh slips, take in and inspect returns, pack.</summary>
    WorkWarehouse,
    /// <summary>Say whether goods are at fault, and what was done about them.</summary>
    JudgeFeedback,
    /// <summary>Say what production found; its own system may.</summary>
    AnswerFeedback,
    /// <summary>Invite people, give and take roles, sign them out.</summary>
    ManagePeople,
    /// <summary>Say what people are paid, see everybody's sheet, close a month.</summary>
    ManagePay,
    /// <summary>Read who is planned to work when.</summary>
    ViewShifts,
    /// <summary>When everybody came and went, and who was missing; one's own is for oneself anyway.</summary>
    ViewAttendance,
    /// <summary>Plan who works when, and decide on leave.</summary>
    PlanShifts,
    /// <summary>Pick work to be looked at, score it, say by what; one's own scores are for oneself anyway.</summary>
    ScoreQuality,
    /// <summary>Create stores, rename them, set their time zone.</summary>
    ManageStores,
    /// <summary>Make and revoke API keys.</summary>
    ManageApiKeys,
    /// <summary>Bring messages in from a chat bridge.</summary>
    ReceiveMessages,
}
