using AfterSales.Application.Persistence;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>Holds a draft against the other file it will be read with.</summary>
internal static class DraftCheck
{
    /// <summary>
    /// What is wrong with it. A draft of what all types share is read with each of them as well, because it may take away what they read; what is found
    /// there names the type (<c>playbook.breaks_type</c>).
    /// </summary>
    public static async Task<IReadOnlyList<PlaybookProblem>> OfAsync(StoreDb db, string name, string document, CancellationToken ct)
    {
        if (name != DefaultPlaybooks.SharedName)
        {
            return PlaybookReview.Of(name, document, await LatestAsync(db, DefaultPlaybooks.SharedName, ct));
        }

        var problems = PlaybookReview.Of(name, document, null).ToList();
        if (problems.Exists(problem => problem.Severity == Severity.Error)) return problems;
        foreach (var type in DefaultPlaybooks.Types)
        {
            var (_, found) = new PlaybookFiles(await LatestAsync(db, type, ct), document).Compile();
            if (found.FirstOrDefault(problem => problem.Severity == Severity.Error) is { } error)
                problems.Add(new PlaybookProblem("playbook.breaks_type", Severity.Error, type, error.Decision ?? "", error.Code));
        }
        return problems;
    }

    public static Task<string> LatestAsync(StoreDb db, string name, CancellationToken ct) =>
        db.PlaybookVersions.Where(p => p.Name == name).OrderByDescending(p => p.Version).Select(p => p.Document).FirstAsync(ct);
}
