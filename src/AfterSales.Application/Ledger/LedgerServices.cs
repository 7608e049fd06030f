using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Ledger;

public static class LedgerServices
{
    /// <summary>Hands payments over to connectors that pay by themselves.</summary>
    /// <param name="dataFolder">AFTERSALES_DATA; every node of one installation sees the same.</param>
    /// <param name="hasRobot">Whether a payment robot works off the folder <c>payments</c> in it.</param>
    public static IServiceCollection AddPayments(this IServiceCollection services, string dataFolder, bool hasRobot)
    {
        if (hasRobot) services.AddSingleton<IPaymentConnector>(s => new FolderConnector(Path.Combine(dataFolder, "payments"), s.GetRequiredService<ILogger<FolderConnector>>()));
        return services.AddWorker<PaymentWorker>();
    }
}
