namespace AfterSales.Load.Running;

/// <summary>Nodes of the product on one database, each with a data folder of its own.</summary>
internal sealed class Products : IAsyncDisposable
{
    private readonly List<(ProductProcess Process, TemporaryFolder Data)> _nodes = [];

    private Products() { }

    public IReadOnlyList<ProductProcess> Nodes => _nodes.ConvertAll(n => n.Process);

    public static async Task<Products> StartAsync(string connectionString, int count, CancellationToken ct)
    {
        var products = new Products();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var data = new TemporaryFolder();
                products._nodes.Add((await ProductProcess.StartAsync(connectionString, data.Path, ct), data));
            }
            return products;
        }
        catch
        {
            await products.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, data) in _nodes)
        {
            await process.DisposeAsync();
            data.Dispose();
        }
    }
}
