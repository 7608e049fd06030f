using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AfterSales.DesignTime;

/// <summary>What `dotnet ef` builds its model from; it never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SystemDb>
{
    public SystemDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SystemDb>().UseNpgsql("Host=design-time").Options);
}
