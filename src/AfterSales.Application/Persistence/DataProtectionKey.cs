using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Persistence;

/// <summary>A key that signs cookies and links, shared by all nodes.</summary>
public sealed class DataProtectionKey
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string Xml { get; set; } = "";
}

/// <summary>Data-protection keys in the database: sign-ins survive a restart and hold on every node.</summary>
public sealed class DataProtectionKeys(IDbContextFactory<SystemDb> databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.DataProtectionKeys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
