using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Domain.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.Evidence;

public static class EvidenceServices
{
    /// <param name="services">Where its services go.</param>
    /// <param name="dataFolder">AFTERSALES_DATA; every node of one installation sees the same.</param>
    /// <param name="s3">Where the bytes lie instead of in the data folder; null: there.</param>
    /// <param name="checkDays">In how many days every file is read again.</param>
    public static IServiceCollection AddEvidence(this IServiceCollection services, string dataFolder, S3Settings? s3 = null, int checkDays = CheckPace.DefaultDays)
    {
        services.AddSingleton(EvidenceLimits.Default);
        services.AddSingleton(new CheckPace(TimeSpan.FromDays(checkDays)));
        if (s3 is null) services.AddSingleton<IEvidenceStore>(_ => new DiskStore(Path.Combine(dataFolder, "evidence")));
        else services.AddSingleton(_ => new S3Store(s3)).AddSingleton<IEvidenceStore>(s => s.GetRequiredService<S3Store>());
        services.AddSingleton<FileRegistry>().AddSingleton<EvidenceFiles>().AddSingleton<EvidenceSpace>().AddSingleton<BrokenFiles>();
        services.AddSingleton<EvidenceAccesses>();
        services.AddSingleton<ArchiveFolders>().AddSingleton<ArchiveExports>();
        services.AddSingleton<UnneededFiles>().AddSingleton<ExpireEvidence>().AddSingleton<RetentionRounds>();
        services.AddSingleton<EvidenceTickets>();
        services.AddSingleton<AttachmentReader>();
        return services.AddWorker<SmallPictures>().AddWorker<UnusedFiles>().AddWorker<FileChecks>().AddWorker<RetentionWorker>().AddWorker<ErasedFiles>();
    }

    /// <summary>Evidence packs, put into words by <typeparamref name="TSummary"/>.</summary>
    public static IServiceCollection AddEvidencePacks<TSummary>(this IServiceCollection services) where TSummary : class, IPackSummary =>
        services.AddSingleton<IPackSummary, TSummary>().AddSingleton<PackBuilder>().AddWorker<PackWorker>();
}
