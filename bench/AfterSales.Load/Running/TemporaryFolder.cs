namespace AfterSales.Load.Running;

/// <summary>A folder for one section, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aftersales-load-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
