using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary><c>playbook eval FILE --decision NAME --facts facts.json</c>: what one decision says about some facts, as JSON. An answer that is still open
/// is an answer too.</summary>
internal sealed class PlaybookEvalCommand(Texts texts, PlaybookFiles files, TextReader input, TextWriter output, TextWriter errors)
{
    // People read it at the terminal; it goes into no page.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Execute(CommandArguments arguments)
    {
        if (arguments.Files is not [var file])
            throw new CommandProblem("PlaybookCommand.OneFileNeeded");
        var (decision, facts) = (arguments.One("--decision"), arguments.One("--facts"));
        if (Compiled(file, arguments.All("--with")) is not { } playbook)
            return 1;
        var names = playbook.Decisions.Select(one => one.Name).ToList();
        if (!names.Contains(decision))
            throw new CommandProblem("PlaybookCommand.DecisionUnknown", decision, string.Join(", ", names));
        var evaluation = playbook.Evaluate(FactsJson.Read(Text(facts), playbook));
        output.WriteLine(new EvaluationJson(texts, playbook).Of(evaluation, decision).ToJsonString(Readable));
        return 0;
    }

    private CompiledPlaybook? Compiled(string file, IEnumerable<string> shared)
    {
        var (playbook, problems) = files.Read(file, shared);
        CompiledPlaybook? compiled = null;
        if (playbook is not null)
            (compiled, problems) = CompiledPlaybook.Compile(playbook);
        if (compiled is null)
        {
            foreach (var problem in problems)
                errors.WriteLine(new ProblemLine(texts).Of(file, playbook, problem));
        }

        return compiled;
    }

    /// <summary>A dash is standard input, as everywhere.</summary>
    private string Text(string path)
    {
        try
        {
            return path == "-" ? input.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CommandProblem("PlaybookCommand.FileUnreadable", path, e.Message);
        }
    }
}
