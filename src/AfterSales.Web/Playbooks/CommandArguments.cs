namespace AfterSales.Web.Playbooks;

/// <summary>What stands behind a command: files, and options that have a value or none.</summary>
internal sealed class CommandArguments
{
    /// <summary>Standard input, where a file is named.</summary>
    public const string Dash = "-";

    private readonly List<(string Option, string Value)> _values = [];
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    public List<string> Files { get; } = [];

    public static CommandArguments Read(IReadOnlyList<string> words, string[] flags, string[] options)
    {
        var read = new CommandArguments();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (flags.Contains(word))
                read._flags.Add(word);
            else if (options.Contains(word))
                read._values.Add((word, ++i < words.Count ? words[i] : throw new CommandProblem("PlaybookCommand.ValueNeeded", word)));
            else if (word.StartsWith("--", StringComparison.Ordinal))
                throw new CommandProblem("PlaybookCommand.UnknownOption", word);
            else
                read.Files.Add(word);
        }

        return read;
    }

    public bool Has(string flag) => _flags.Contains(flag);

    public IEnumerable<string> All(string option) => _values.Where(value => value.Option == option).Select(value => value.Value);

    /// <summary>The value of an option that has to be there once.</summary>
    public string One(string option) => All(option).ToList() is [var only] ? only : throw new CommandProblem("PlaybookCommand.OptionNeeded", option);
}
