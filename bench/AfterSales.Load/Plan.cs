namespace AfterSales.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record Plan(IReadOnlyList<string> Sections, bool Quick, string? JsonFile)
{
    /// <summary>Null when it asks for something unknown.</summary>
    public static Plan? Read(string[] args, IEnumerable<string> known)
    {
        var all = known.ToList();
        var wanted = new List<string>();
        var quick = false;
        string? json = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick") quick = true;
            else if (args[i] == "--json" && i + 1 < args.Length) json = args[++i];
            else if (args[i] == "all") wanted.AddRange(all);
            else if (all.Contains(args[i])) wanted.Add(args[i]);
            else return null;
        }
        return new(wanted.Count == 0 ? all : [.. wanted.Distinct(StringComparer.Ordinal)], quick, json);
    }
}

/// <summary>One run of the bench.</summary>
/// <param name="Quick">Shorter, for a look; not for numbers that are quoted.</param>
internal sealed record Run(bool Quick, CancellationToken Stop);
