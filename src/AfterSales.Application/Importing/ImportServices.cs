using AfterSales.Application.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Importing;

public static class ImportServices
{
    /// <summary>The data folder is AFTERSALES_DATA; every node of one installation sees the same.</summary>
    public static IServiceCollection AddImporting(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(s => new ImportFiles(Path.Combine(dataFolder, "imports"), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ImportBell>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<ChatIntake>();
        services.AddSingleton<RefundDeadlines>();
        return services.AddWorker<ImportWorker>();
    }
}
