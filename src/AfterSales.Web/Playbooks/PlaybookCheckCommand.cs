using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary><c>playbook check FILE…</c>: the check before publishing, one line for each finding, and one that sums up each file.</summary>
internal sealed class PlaybookCheckCommand(Texts texts, TextWriter output)
{
    public int Execute(CommandArguments arguments)
    {
        if (arguments.Files.Count == 0)
            throw new CommandProblem("PlaybookCommand.FileNeeded");
        var lines = new ProblemLine(texts);
        var failed = false;
        foreach (var file in arguments.Files)
        {
            var (playbook, problems) = PlaybookFiles.Read(file, arguments.All("--with"));
            if (playbook is not null)
                problems = Findings(playbook, ofTheProduct: !arguments.Has("--any-facts"));
            foreach (var problem in problems)
                output.WriteLine(lines.Of(file, playbook, problem));
            var wrong = problems.Count(problem => problem.Severity == Severity.Error);
            output.WriteLine(texts["PlaybookCommand.Summary", file, wrong, problems.Count - wrong]);
            failed |= wrong > 0;
        }

        return failed ? 1 : 0;
    }

    /// <summary>Everything that the check finds.</summary>
    /// <param name="playbook">What is checked.</param>
    /// <param name="ofTheProduct">Whether facts and outcomes have to be those that the product knows.</param>
    private static IReadOnlyList<PlaybookProblem> Findings(Playbook playbook, bool ofTheProduct)
    {
        var (compiled, problems) = CompiledPlaybook.Compile(playbook);
        return
        [
            .. problems,
            .. compiled?.Check(ofTheProduct ? OutcomeCheck.Rules : []) ?? [],
            .. ofTheProduct ? playbook.CheckFacts(FactCatalogue.Definitions).Concat(playbook.CheckOutcomes()) : [],
        ];
    }
}
