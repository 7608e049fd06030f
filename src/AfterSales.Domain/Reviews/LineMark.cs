using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Reviews;

/// <summary>
/// A chat line that somebody marked as evidence. It names the line, which is never changed, and goes where the line goes. Taking it back deletes the mark; both
/// are in the history of the case.
/// </summary>
public sealed class LineMark : IStoreOwned
{
    private LineMark() { }

    public LineMark(Guid storeId, Guid messageId, Actor actor, DateTimeOffset at)
    {
        StoreId = storeId;
        MessageId = messageId;
        ById = actor.Id;
        ByName = actor.Name;
        At = at;
    }

    public Guid MessageId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
