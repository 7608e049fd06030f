using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Persistence;

/// <summary>
/// The database across all stores: for sign-in, API key look-up, migrations and the workers that serve every store. The
/// architecture test lists who may use it.
/// </summary>
public sealed class SystemDb(DbContextOptions<SystemDb> options) : AfterSalesDb(options);
