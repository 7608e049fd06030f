using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Remedies;

/// <summary>One move of an action. Append-only: an undo is a move of its own.</summary>
public sealed class ActionStep : IStoreOwned
{
    private ActionStep() { }

    internal ActionStep(Guid storeId, Guid caseId, Guid actionId, ActionState from, ActionState to, ActionDetails details, DateTimeOffset at)
    {
        StoreId = storeId;
        CaseId = caseId;
        ActionId = actionId;
        From = from;
        To = to;
        Details = details;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid ActionId { get; private set; }
    public ActionState From { get; private set; }
    public ActionState To { get; private set; }
    public ActionDetails Details { get; private set; } = new();
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>Who made it.</summary>
    public ActionStep By(Guid? id, string name)
    {
        (ById, ByName) = (id, name);
        return this;
    }
}
