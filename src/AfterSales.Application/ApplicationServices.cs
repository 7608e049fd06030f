using System.Data.Common;
using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Feedback;
using AfterSales.Application.Ledger;
using AfterSales.Application.Parcels;
using AfterSales.Application.People;
using AfterSales.Application.People.Pay;
using AfterSales.Application.People.Quality;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Application.Insights;
using AfterSales.Application.Reviews;
using AfterSales.Application.Stores;
using AfterSales.Application.Stores.Demo;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Application;

/// <summary>Registers the service layer. Use cases and queries are found by their shape, so adding one is adding one file.</summary>
public static class ApplicationServices
{
    /// <summary>Statements kept prepared per connection.</summary>
    private const int MaxPrepared = 100;

    private const int WriteBuffer = 64 << 10;

    public static IServiceCollection AddAfterSales(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => Source(connectionString));
        services.AddPooledDbContextFactory<StoreDb>(Configure);
        services.AddPooledDbContextFactory<SystemDb>(Configure);
        // Identity's stores want a context of their own scope.
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<SystemDb>>().CreateDbContext());
        services.AddSingleton<Databases>();
        services.AddDataProtection().SetApplicationName("AfterSales");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new DataProtectionKeys(s.GetRequiredService<IDbContextFactory<SystemDb>>())));
        services.AddIdentityCore<Person>(PasswordPolicy.Configure).AddEntityFrameworkStores<SystemDb>().AddDefaultTokenProviders().AddSignInManager<Sessions>();
        services.AddSingleton<ClockPolicies>().AddSingleton<ClockWakeUp>().AddSingleton<Keywords>().AddSingleton<StoreTags>().AddSingleton<PhraseBooks>().AddSingleton<StoreZones>().AddSingleton<CaseLocks>().AddSingleton<PlaybookShelf>().AddSingleton<FirstPlaybooks>().AddSingleton<ViewerRows>()
            .AddSingleton<SpendingPolicies>().AddSingleton<Spending>().AddSingleton<RemedyRules>().AddSingleton<Signers>().AddSingleton<OpenApprovals>().AddSingleton<SpentToday>()
            .AddSingleton<PaymentConnectors>().AddSingleton<PayoutLocks>().AddSingleton<PayoutHolds>().AddSingleton<WarehouseCounts>().AddSingleton<ReviewPolicies>()
            .AddSingleton<PayBook>().AddSingleton<PresenceLog>().AddSingleton<ErasureKeys>().AddSingleton<CustomerEraser>();
        services.AddSingleton<DemoStore>().AddSingleton<DemoTalks>();
        services.AddWorker<ChangeSignal>().AddWorker<OpenCases>().AddWorker<CaseViewers>().AddWorker<PeopleHere>().AddWorker<ClockWorker>().AddWorker<ReportWorker>().AddWorker<FeedbackWorker>().AddWorker<DigestWorker>().AddWorker<QualityWorker>().AddWorker<TextWorker>();
        services.AddSingleton<MessageIntake>().AddSingleton<FireTimers>().AddSingleton<ClockWorkerHealth>().AddSingleton<ClockMetrics>().AddSingleton<ReportMetrics>().AddSingleton<CatchUpReports>().AddSingleton<CatchUpTexts>().AddSingleton<RebuildReports>().AddSingleton<FollowClusters>().AddSingleton<DigestReaders>().AddSingleton<ReadDigest>().AddSingleton<MakeDigests>().AddSingleton<FeedbackDeeds>().AddSingleton<DrawSamples>().AddSingleton<EndCalibrations>();
        services.AddSingleton<FailedTries>().AddSingleton<DatabaseSetup>().AddSingleton<DemoApiKey>();
        services.AddUseCases();
        return services;
    }

    /// <summary>Buyers of the demo store who go on writing; without a demo store they do nothing.</summary>
    public static IServiceCollection AddDemoBuyers(this IServiceCollection services) => services.AddWorker<DemoBuyers>();

    /// <summary>A service that others call and that also runs in the background.</summary>
    internal static IServiceCollection AddWorker<T>(this IServiceCollection services) where T : class, IHostedService =>
        services.AddSingleton<T>().AddHostedService(s => s.GetRequiredService<T>());

    /// <summary>The database options both contexts share.</summary>
    public static void Configure(IServiceProvider services, DbContextOptionsBuilder options) =>
        options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>())
            // Where any rows will do, a limit without an order bounds the work.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)
                // Whoever asked hears of it and tells the log; while the database is away that is enough to read.
                .Log((CoreEventId.QueryIterationFailed, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug)));

    // Our statements are few and come again and again: prepared, the server neither parses nor plans them anew. A connection
    // string that says otherwise wins, e.g. for a pooler in between that knows no prepared statements.
    internal static NpgsqlDataSource Source(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        // Npgsql's own builder answers for every key it knows, said or not.
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!Says("Max Auto Prepare")) builder.ConnectionStringBuilder.MaxAutoPrepare = MaxPrepared;
        // An import sends tens of megabytes; with Npgsql's own eight kilobytes it spends its time handing them over.
        if (!Says("Write Buffer Size")) builder.ConnectionStringBuilder.WriteBufferSize = WriteBuffer;
        return builder.Build();

        bool Says(string key) => said.ContainsKey(key) || said.ContainsKey(key.Replace(" ", "", StringComparison.Ordinal));
    }

    // A use case has a public ExecuteAsync; reads are named …Queries. What one remembers can be read again: one each per process.
    private static void AddUseCases(this IServiceCollection services)
    {
        foreach (var type in typeof(ApplicationServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsPublic: true }))
            if (type.Name.EndsWith("Queries", StringComparison.Ordinal) || (type.GetMethod("ExecuteAsync") is not null && !type.IsAssignableTo(typeof(IHostedService))))
                services.AddSingleton(type);
    }
}
