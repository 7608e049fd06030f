namespace AfterSales.Domain.People;

/// <summary>The roles of SPEC 1, in rising authority. A person may hold several, in several stores.</summary>
public enum Role
{
    PreSales,
    AfterSales,
    Review,
    Warehouse,
    Supervisor,
    Owner,
    Administrator,
}
