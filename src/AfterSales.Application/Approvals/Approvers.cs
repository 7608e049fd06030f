using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>
/// Puts a request to those who sign next: everybody with that very role, or, where none of them may, those above; and who decides for one of them while they
/// are absent. Never to who had a hand in it.
/// </summary>
internal static class Approvers
{
    public static async Task AskApproversAsync(this LockedCase work, ApprovalRequest request, CancellationToken ct)
    {
        var signers = (await SignersAsync(work, ct)).Where(signer => request.MayDecide(signer).Ok).ToList();
        if (signers.Exists(IsAsked)) signers.RemoveAll(signer => !IsAsked(signer));
        foreach (var person in signers.Select(signer => signer.PersonId).Distinct())
            work.Notify(person, "approval.asked", $"approval.asked:{request.Id}:{request.Version}", new(StringComparer.Ordinal)
            {
                ["approval"] = request.Id.ToString(),
                ["by"] = request.RequestedBy,
                ["amount"] = request.Amount.ToString(CultureInfo.InvariantCulture),
                ["remedy"] = request.Remedy,
            });

        bool IsAsked(Signer signer) => request.NextRole is { } role && signer.Roles.Contains(role);
    }

    /// <summary>Everybody who may sign for something in this store, for themselves or for somebody absent.</summary>
    private static async Task<IReadOnlyList<Signer>> SignersAsync(LockedCase work, CancellationToken ct)
    {
        var roles = (await work.Db.Memberships.Where(m => m.Role == Role.Supervisor || m.Role == Role.Owner).Select(m => new { m.PersonId, m.Role }).ToListAsync(ct))
            .GroupBy(m => m.PersonId, m => m.Role).ToDictionary(g => g.Key, g => g.ToHashSet());
        var absent = await work.Db.Delegations.Where(d => d.Start <= work.Now && work.Now < d.End && work.Db.Memberships.Any(m => m.PersonId == d.ToId))
            .Select(d => new { d.FromId, d.ToId }).ToListAsync(ct);
        return
        [
            .. roles.Select(one => new Signer(one.Key, "", one.Value)),
            .. absent.Where(one => roles.ContainsKey(one.FromId)).Select(one => new Signer(one.ToId, "", roles[one.FromId], new Delegator(one.FromId, ""))),
        ];
    }
}
