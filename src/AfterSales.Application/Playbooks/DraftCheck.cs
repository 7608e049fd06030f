using AfterSales.Application.Persistence;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>Holds a draft against the other file it will be read with.</summary>
internal static class DraftCheck
{
    /// <summary>
    /// What is wrong with it. A draft of what all types share is read with each of them as well, because it may take away what they read; what is found
    /// there names the type (<c>playbook.breaks_type</c>). A draft of a type is warned of each decision that it has instead of a shared one.
    /// </summary>
    public static async Task<IReadOnlyList<PlaybookProblem>> OfAsync(StoreDb db, string name, string document, CancellationToken ct)
    {
        var phrases = PhraseBook.KeysOf(await db.OwnPhrases.AsNoTracking().ToListAsync(ct));
        if (name != DefaultPlaybooks.SharedName)
        {
            var all = await LatestAsync(db, DefaultPlaybooks.SharedName, ct);
            return [.. Review(new(document, all), isWhole: true, phrases), .. Instead(document, all)];
        }

        var problems = Review(new(document, null), isWhole: false, phrases).ToList();
        if (problems.Exists(problem => problem.Severity == Severity.Error)) return problems;
        foreach (var type in DefaultPlaybooks.Types)
        {
            var found = Review(new(await LatestAsync(db, type, ct), document), isWhole: true, phrases);
            if (found.FirstOrDefault(problem => problem.Severity == Severity.Error) is { } error)
                problems.Add(new PlaybookProblem("playbook.breaks_type", Severity.Error, type, error.Decision ?? "", error.Code));
        }
        return problems;
    }

    private static IReadOnlyList<PlaybookProblem> Review(PlaybookFiles files, bool isWhole, OwnPhrases phrases)
    {
        var (playbook, unread) = files.Read();
        return playbook is null ? unread : [.. unread, .. playbook.Review(isWhole, phrases)];
    }

    // Allowed, for a type may have, say, a money guide of its own; but seldom meant.
    private static IEnumerable<PlaybookProblem> Instead(string document, string shared) =>
        DmnReader.Read(document).Playbook is { } own && DmnReader.Read(shared).Playbook is { } all
            ? own.InsteadOf(all).Select(name => new PlaybookProblem("decision.instead_of_shared", Severity.Warning, name) { Decision = name }) : [];

    public static Task<string> LatestAsync(StoreDb db, string name, CancellationToken ct) =>
        db.PlaybookVersions.Where(p => p.Name == name).OrderByDescending(p => p.Version).Select(p => p.Document).FirstAsync(ct);
}
