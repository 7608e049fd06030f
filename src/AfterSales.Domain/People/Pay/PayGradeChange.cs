using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Pay;

/// <summary>From which month on a person has which grade. The latest month that has come holds; of one month, what was said last.</summary>
public sealed class PayGradeChange : IStoreOwned
{
    private PayGradeChange() { }

    public PayGradeChange(Guid storeId, Guid personId, DateOnly fromMonth, string grade, Guid? byId, string byName, DateTimeOffset at)
    {
        StoreId = storeId;
        PersonId = personId;
        FromMonth = fromMonth;
        Grade = grade;
        ById = byId;
        ByName = byName;
        At = at;
    }

    /// <summary>Grows with every change of a store, so that of two the later is known.</summary>
    public long Id { get; private set; }

    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateOnly FromMonth { get; private set; }

    /// <summary>By the policy's names; empty: not paid by grade any more.</summary>
    public string Grade { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";

    /// <summary>Of what was said of one person: what holds in a month, and what is to come after it.</summary>
    public static IEnumerable<PayGradeChange> HoldingFrom(DateOnly month, IEnumerable<PayGradeChange> said)
    {
        var last = said.GroupBy(one => one.FromMonth).Select(same => same.MaxBy(one => one.Id)!).OrderByDescending(one => one.FromMonth).ToList();
        return last.Where(one => one.FromMonth > month).Concat(last.Where(one => one.FromMonth <= month).Take(1));
    }
}
