using System.Data.Common;
using System.Net.Sockets;
using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Stores;
using AfterSales.Application.Stores.Demo;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AfterSales.Web.Hosting;

/// <summary>Starts the product: the database, the web application, and the order in which they come and go.</summary>
public static class Desk
{
    /// <summary>What waits for a database that is gone would wait for nothing.</summary>
    private static readonly TimeSpan WithoutDatabase = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            var settings = DeskSettings.Read(builder.Configuration);
            var folder = DataFolder.Prepare(builder.Configuration);
            // Outlives the application: what is being written may finish.
            await using var database = await DeskDatabase.OpenAsync(builder.Configuration, folder);
            return await RunAsync(builder, settings, database);
        }
        catch (StartProblem problem)
        {
            Banner.Explain(problem);
            return 1;
        }
    }

    private static async Task<int> RunAsync(WebApplicationBuilder builder, DeskSettings settings, DeskDatabase database)
    {
        if (builder.Configuration["urls"] is not { Length: > 0 } && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()) builder.WebHost.UseUrls("http://localhost:8080");
        // The files of a build, not of a publish, are found through a list that is otherwise read in Development only.
        builder.WebHost.UseStaticWebAssets();
        builder.AddDesk(settings, database.ConnectionString);
        await using var app = builder.Build();
        app.UseDesk();

        var secret = await PrepareAsync(app, settings, database);
        await StartAsync(app);
        Banner.Welcome(Addresses(app), await app.Services.GetRequiredService<StoreQueries>().AnyAsync(), await app.Services.GetRequiredService<DemoStore>().SignInsAsync(), secret);
        return await WatchAsync(app, database);
    }

    // Answers the API key that was made just now, if one was.
    private static async Task<string?> PrepareAsync(WebApplication app, DeskSettings settings, DeskDatabase database)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        if (settings.S3 is { } s3 && await app.Services.GetRequiredService<S3Store>().ProblemAsync(stopping) is { } problem) throw new StartProblem("Hosting.BucketUnusable", s3.Bucket, problem);
        string? secret = null;
        try
        {
            await app.Services.GetRequiredService<DatabaseSetup>().RunAsync(
                async isNew =>
                {
                    await app.Services.GetRequiredService<FirstPlaybooks>().GiveAsync(stopping);
                    // Unless said otherwise, only a database of our own gets the demo store, at its first start.
                    if (settings.Demo ?? (isNew && database.IsOwn)) await app.Services.GetRequiredService<DemoStore>().SeedAsync(stopping);
                    secret = await app.Services.GetRequiredService<DemoApiKey>().EnsureAsync(app.Configuration["AFTERSALES_API_KEY"], stopping);
                },
                stopping);
            return secret;
        }
        catch (Exception e) when (e is DbException or SocketException or TimeoutException)
        {
            throw new StartProblem("Hosting.DatabaseUnreachable", e.GetBaseException().Message);
        }
        catch (ArgumentException e) when (e.Source == "Npgsql")
        {
            throw new StartProblem("Hosting.ConnectionStringInvalid", e.Message);
        }
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartProblem("Hosting.PortTaken", Wanted(app), Ports.FreeAfter(Wanted(app)));
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or FormatException)
        {
            throw new StartProblem("Hosting.AddressUnusable", Wanted(app), e.Message);
        }
    }

    // Where it meant to listen: the server forgets when it fails.
    private static string Wanted(WebApplication app) => app.Configuration["urls"] is { Length: > 0 } urls ? urls : string.Join(", ", app.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]));

    // A test's server listens nowhere.
    private static IEnumerable<string> Addresses(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private static async Task<int> WatchAsync(WebApplication app, DeskDatabase database)
    {
        using var stopping = new CancellationTokenSource();
        var stop = app.WaitForShutdownAsync();
        while (await Task.WhenAny(stop, database.WaitForEndAsync(stopping.Token)) != stop)
        {
            app.Logger.LogError("The private PostgreSQL has ended; starting it again");
            try
            {
                await database.StartAgainAsync(app.Lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException)
            {
                break;   // Somebody stops the desk meanwhile.
            }
            catch (PrivatePostgresException e)
            {
                app.Logger.LogCritical(e, "The private PostgreSQL does not start any more; stopping, so that whoever supervises this process hears of it");
                await app.StopAsync(WithoutDatabase);
                return 1;
            }
        }
        await stop;
        await stopping.CancelAsync();
        return 0;
    }
}
