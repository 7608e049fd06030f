namespace AfterSales.Web.Hosting;

/// <summary>Where this node keeps files: AFTERSALES_DATA, or <c>.data</c> where it was started.</summary>
internal static class DataFolder
{
    // What buyers sent and orders say. The logs come when somebody wants them.
    private static readonly string[] OfCustomers = ["evidence", "imports", "payments"];

    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration["AFTERSALES_DATA"] is { Length: > 0 } named ? named : ".data");

    /// <summary>A folder in it that no other account of this machine may look into, made where it is missing; one that is there keeps its mode.</summary>
    public static string Own(IConfiguration configuration, string name)
    {
        var folder = Path.Combine(Of(configuration), name);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>Makes it, and finds out now rather than with the first upload that it cannot be written to.</summary>
    public static string Prepare(IConfiguration configuration)
    {
        var folder = Of(configuration);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            foreach (var name in OfCustomers) Own(configuration, name);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StartProblem("Hosting.FolderUnusable", folder, e.Message);
        }
    }
}
