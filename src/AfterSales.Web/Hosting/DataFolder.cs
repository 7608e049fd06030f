namespace AfterSales.Web.Hosting;

/// <summary>Where this node keeps files: AFTERSALES_DATA, or <c>.data</c> where it was started.</summary>
internal static class DataFolder
{
    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration["AFTERSALES_DATA"] is { Length: > 0 } named ? named : ".data");

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
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StartProblem("Hosting.FolderUnusable", folder, e.Message);
        }
    }
}
