using AfterSales.Application.Persistence;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>Holds a draft against the other file it will be read with.</summary>
internal static class DraftCheck
{
    /// <summary>
    /// What is wrong with it. A draft of what all types share is read with each of them as well, because it may take away what they read, or hold them to less; what is
    /// found there names the type (<c>playbook.breaks_type</c>, <c>playbook.warns_type</c>). A draft of a type is warned of each decision that it has instead of a
    /// shared one, and of approvals that are laxer for it.
    /// </summary>
    public static async Task<IReadOnlyList<PlaybookProblem>> OfAsync(StoreDb db, string name, string document, CancellationToken ct)
    {
        var phrases = PhraseBook.KeysOf(await db.OwnPhrases.AsNoTracking().ToListAsync(ct));
        if (name != DefaultPlaybooks.SharedName) return OfType(document, await LatestAsync(db, DefaultPlaybooks.SharedName, ct), phrases);

        var problems = Review(new(document, null), isWhole: false, phrases).ToList();
        if (problems.Exists(problem => problem.Severity == Severity.Error)) return problems;
        foreach (var type in DefaultPlaybooks.Types)
        {
            var found = OfType(await LatestAsync(db, type, ct), document, phrases);
            var errors = found.Where(problem => problem.Severity == Severity.Error).Take(1).ToList();
            problems.AddRange((errors.Count > 0 ? errors : found).Select(problem => OfType(type, problem)));
        }
        return problems;
    }

    private static List<PlaybookProblem> OfType(string document, string shared, OwnPhrases phrases) => [.. Review(new(document, shared), isWhole: true, phrases), .. Instead(document, shared)];

    private static PlaybookProblem OfType(string type, PlaybookProblem found) =>
        new(found.Severity == Severity.Error ? "playbook.breaks_type" : "playbook.warns_type", found.Severity, type, found.Decision ?? "", found) { Example = found.Example };

    private static IReadOnlyList<PlaybookProblem> Review(PlaybookFiles files, bool isWhole, OwnPhrases phrases)
    {
        var (playbook, unread) = files.Read();
        return playbook is null ? unread : [.. unread, .. playbook.Review(isWhole, phrases)];
    }

    // Allowed, for a type may have, say, a money guide of its own; but seldom meant, and least of all that somebody may spend what others may not.
    private static List<PlaybookProblem> Instead(string document, string shared)
    {
        if (DmnReader.Read(document).Playbook is not { } own || DmnReader.Read(shared).Playbook is not { } all) return [];
        var instead = own.InsteadOf(all).Select(name => new PlaybookProblem("decision.instead_of_shared", Severity.Warning, name) { Decision = name }).ToList();
        return instead.Count > 0 && ApprovalCheck.Laxer(own, all) is { } laxer ? [laxer, .. instead] : instead;
    }

    public static Task<string> LatestAsync(StoreDb db, string name, CancellationToken ct) =>
        db.PlaybookVersions.Where(p => p.Name == name).OrderByDescending(p => p.Version).Select(p => p.Document).FirstAsync(ct);
}
