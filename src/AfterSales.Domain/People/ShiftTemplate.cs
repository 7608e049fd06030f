using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>Hours that a store plans again and again, under the name by which its people know them. What was planned with it does not change with it.</summary>
public sealed class ShiftTemplate : IStoreOwned
{
    private ShiftTemplate() { }

    public ShiftTemplate(Guid id, Guid storeId) => (Id, StoreId) = (id, storeId);

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public string Name { get; private set; } = "";
    public TimeOnly From { get; private set; }
    public TimeOnly Until { get; private set; }

    public ShiftHours Hours => new(From, Until, Name);

    public Result Describe(ShiftHours hours)
    {
        if (PlainText.IsBlank(hours.Name) || hours.Name.Length > ShiftHours.MaxName) return Refusal.Invalid("shift.name_invalid", ShiftHours.MaxName) with { Field = nameof(Name) };
        if (hours.Length < ShiftHours.Shortest || hours.Length > ShiftHours.Longest) return Refusal.Invalid("shift.hours_invalid", ShiftHours.Longest.TotalHours) with { Field = nameof(Until) };
        (Name, From, Until) = (hours.Name.Trim(), hours.From, hours.Until);
        return Result.Done;
    }
}
