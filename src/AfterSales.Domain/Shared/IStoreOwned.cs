namespace AfterSales.Domain.Shared;

/// <summary>
/// A row that belongs to exactly one store. The database context filters every query by it and refuses to save a row of
/// another store: that one place is what keeps stores apart.
/// </summary>
public interface IStoreOwned
{
    Guid StoreId { get; }
}
