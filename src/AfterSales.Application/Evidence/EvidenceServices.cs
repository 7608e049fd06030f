using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Domain.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Evidence;

public static class EvidenceServices
{
    /// <summary>The data folder is AFTERSALES_DATA; every node of one installation sees the same.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(EvidenceLimits.Default);
        services.AddSingleton<IEvidenceStore>(s => new DiskStore(Path.Combine(dataFolder, "evidence"), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EvidenceFiles>();
        services.AddSingleton<EvidenceAccesses>();
        services.AddSingleton<UnneededFiles>();
        services.AddSingleton<EvidenceTickets>();
        services.AddSingleton<AttachmentReader>();
        return services.AddWorker<MissingThumbnails>();
    }

    /// <summary>Evidence packs, put into words by <typeparamref name="TSummary"/>.</summary>
    public static IServiceCollection AddEvidencePacks<TSummary>(this IServiceCollection services) where TSummary : class, IPackSummary =>
        services.AddSingleton<IPackSummary, TSummary>().AddSingleton<PackBuilder>().AddWorker<PackWorker>();
}
