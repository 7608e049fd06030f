using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <param name="SubjectHash">What exactly was on the screen.</param>
public sealed record SeenRequest(Guid Id, string SubjectHash);

/// <param name="Refusal">Why not; null: it was approved, or signed.</param>
public sealed record AlikeDecided(Guid Id, Refusal? Refusal);

/// <summary>
/// Approves requests that are alike (same remedy, same causes, within the guide) one after the other, each by a transaction of its own and for exactly what was
/// on the screen. What one of them was refused for is told beside it; the others go on.
/// </summary>
public sealed class ApproveAlike(Databases databases, DecideApproval decide)
{
    public const int Most = 100;

    public async Task<Result<IReadOnlyList<AlikeDecided>>> ExecuteAsync(IReadOnlyList<SeenRequest> requests, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is null || !actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (requests.Count is 0 or > Most) return Refusal.Invalid("approval.too_many", Most);
        var ids = requests.Select(one => one.Id).ToList();
        await using (var db = databases.For(actor))
        {
            var kinds = (await db.Approvals.Where(a => ids.Contains(a.Id)).Select(a => new { a.Remedy, a.Causes }).ToListAsync(ct)).ConvertAll(a => AlikeRequests.KindOf(a.Remedy, a.Causes));
            if (kinds.Contains(null) || kinds.Distinct().Count() > 1) return Refusal.Rule("approval.not_alike");
        }
        var answers = new List<AlikeDecided>();
        foreach (var one in requests.DistinctBy(one => one.Id))
            answers.Add(new(one.Id, (await decide.ExecuteAsync(new(one.Id, Verdict.Approved, null, null, one.SubjectHash), actor, ct)).Refusal));
        return answers;
    }
}
