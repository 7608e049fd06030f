using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using AfterSales.Application.Evidence;

namespace AfterSales.Testing;

/// <summary>The S3 server of one test process, s3rver from npm: started by the first who asks, gone with the process, however that ends. Each test has a bucket of its own.</summary>
public sealed class S3Server
{
    private static readonly Lazy<Task<S3Server>> One = new(StartAsync);
    private static int _buckets;

    private readonly string _folder;
    private readonly Uri _endpoint;

    // Forgotten, its input would be closed.
    private readonly Process _process;

    private S3Server(Process process, string folder, Uri endpoint) => (_process, _folder, _endpoint) = (process, folder, endpoint);

    /// <summary>An empty bucket.</summary>
    public static async Task<S3Settings> BucketAsync()
    {
        var server = await One.Value;
        if (server._process.HasExited) throw new InvalidOperationException("The S3 server of the tests has ended.");
        var settings = SettingsOf(server._endpoint, string.Create(CultureInfo.InvariantCulture, $"evidence-{Interlocked.Increment(ref _buckets)}"));
        // A folder is a bucket to it.
        Directory.CreateDirectory(Path.Combine(server._folder, settings.Bucket));
        return settings;
    }

    /// <summary>The server takes any secret.</summary>
    public static S3Settings SettingsOf(Uri endpoint, string bucket) => new(bucket, endpoint, S3Settings.DefaultRegion, "S3RVER", "S3RVER", PathStyle: true);

    private static async Task<S3Server> StartAsync()
    {
        var program = Program();
        if (!File.Exists(program)) throw new InvalidOperationException("The S3 server of the tests is missing: npm ci --prefix tests --ignore-scripts");
        var folder = Directory.CreateTempSubdirectory("aftersales-s3-").FullName;
        var port = FreePort();
        // It ends when its input does: with us, also when we are killed.
        var info = new ProcessStartInfo("sh", ["-c", "node \"$1\" -d \"$2\" -a 127.0.0.1 -p \"$3\" -s --no-vhost-buckets --allow-mismatched-signatures >/dev/null 2>&1 & server=$!; cat >/dev/null; kill $server; rm -rf \"$2\"", "s3", program, folder, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(info)!;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }, TimeSpan.FromSeconds(60));
        return new(process, folder, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../node_modules/.bin/s3rver"));
}
