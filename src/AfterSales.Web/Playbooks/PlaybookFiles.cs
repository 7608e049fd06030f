using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Web.Playbooks;

/// <summary>Reads playbooks from the files that a person names, put together with those that they share.</summary>
internal static class PlaybookFiles
{
    /// <summary>The playbook, or why the file cannot be read as one. A file that is not there is a <see cref="CommandProblem"/>.</summary>
    public static (Playbook? Playbook, IReadOnlyList<PlaybookProblem> Problems) Read(string path, IEnumerable<string> shared)
    {
        var (playbook, problems) = DmnReader.Read(Bytes(path));
        foreach (var other in shared)
        {
            var (beside, wrong) = DmnReader.Read(Bytes(other));
            if (playbook is null || beside is null)
                return (null, [.. problems, .. wrong]);
            playbook = playbook.With(beside);
        }

        return (playbook, problems);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > DmnReader.LongestFile)
                throw new CommandProblem("PlaybookCommand.FileTooLarge", path, DmnReader.LongestFile);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CommandProblem("PlaybookCommand.FileUnreadable", path, e.Message);
        }
    }
}
