using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Web.Playbooks;

/// <summary>Reads playbooks from the files that a person names, put together with those that they share. A dash is standard input.</summary>
internal sealed class PlaybookFiles(Stream input)
{
    /// <summary>
    /// The playbook, or why the file cannot be read as one. A file that is not there is a <see cref="CommandProblem"/>. What it imports is looked for
    /// beside it, unless it is given.
    /// </summary>
    public (Playbook? Playbook, IReadOnlyList<PlaybookProblem> Problems) Read(string path, IEnumerable<string> shared)
    {
        var (playbook, problems) = DmnReader.Read(Bytes(path));
        foreach (var other in shared)
            Add(other);
        foreach (var import in playbook?.Imports ?? [])
        {
            if (Beside(path, import) is { } other)
                Add(other);
        }

        return (playbook, problems);

        void Add(string other)
        {
            var (beside, wrong) = DmnReader.Read(Bytes(other));
            (playbook, problems) = playbook is null || beside is null ? (null, [.. problems, .. wrong]) : (playbook.With(beside), problems);
        }
    }

    /// <summary>Only a plain name in the same folder: a file must not make us read elsewhere.</summary>
    private static string? Beside(string path, PlaybookImport import)
    {
        // What comes through standard input lies in no folder.
        if (path == CommandArguments.Dash || import.Location is not { } location || location != Path.GetFileName(location))
            return null;
        var other = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, location);
        return File.Exists(other) ? other : null;
    }

    private byte[] Bytes(string path)
    {
        try
        {
            if (path == CommandArguments.Dash)
                return Through();
            using var file = File.OpenRead(path);
            if (file.Length > DmnReader.LongestFile)
                throw new CommandProblem("PlaybookCommand.FileTooLarge", path, DmnReader.LongestFile);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandProblem("PlaybookCommand.FileMissing", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CommandProblem("PlaybookCommand.FileUnreadable", path, e.Message);
        }
    }

    /// <summary>One more than may be, so that too much is seen without reading all of it.</summary>
    private byte[] Through()
    {
        var bytes = new byte[DmnReader.LongestFile + 1];
        var read = input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read > DmnReader.LongestFile ? throw new CommandProblem("PlaybookCommand.FileTooLarge", CommandArguments.Dash, DmnReader.LongestFile) : bytes[..read];
    }
}
