using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary><c>playbook check FILE…</c>, a dash for standard input: the check before publishing, one line for each finding, and one that sums up each file.</summary>
internal sealed class PlaybookCheckCommand(Texts texts, PlaybookFiles files, TextWriter output)
{
    public int Execute(CommandArguments arguments)
    {
        if (arguments.Files.Count == 0)
            throw new CommandProblem("PlaybookCommand.FileNeeded");
        var lines = new ProblemLine(texts);
        var failed = false;
        foreach (var file in arguments.Files)
        {
            var (playbook, problems) = files.Read(file, arguments.All("--with"));
            if (playbook is not null)
                problems = arguments.Has("--any-facts") ? Tables(playbook) : playbook.Review(isWhole: playbook.Name != DefaultPlaybooks.SharedName);
            foreach (var problem in problems)
                output.WriteLine(lines.Of(file, playbook, problem));
            var wrong = problems.Count(problem => problem.Severity == Severity.Error);
            output.WriteLine(texts["PlaybookCommand.Summary", file, wrong, problems.Count - wrong]);
            failed |= wrong > 0;
        }

        return failed ? 1 : 0;
    }

    /// <summary>What is wrong with the tables by themselves, whatever facts they read and whatever they say.</summary>
    private static IReadOnlyList<PlaybookProblem> Tables(Playbook playbook)
    {
        var (compiled, problems) = CompiledPlaybook.Compile(playbook);
        return [.. problems, .. compiled?.Check() ?? []];
    }
}
