namespace AfterSales.Domain.Orders;

/// <summary>Where a parcel goes. A part that the source does not tell is empty; <see cref="PostalCode"/> is null when unknown.</summary>
public sealed record PostalAddress(string Province, string City, string District, string Detail, string? PostalCode);
