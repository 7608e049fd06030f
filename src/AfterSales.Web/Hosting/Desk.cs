namespace AfterSales.Web.Hosting;

/// <summary>Starts the product: the database, the web application, and the order in which they come and go.</summary>
public static class Desk
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var connection = builder.Configuration.GetConnectionString("AfterSales") ?? throw new InvalidOperationException("No connection string.");
        builder.AddDesk(connection);
        await using var app = builder.Build();
        app.UseDesk();
        await app.RunAsync();
        return 0;
    }
}
