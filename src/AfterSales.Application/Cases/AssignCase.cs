using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <param name="PersonId">Who shall have it; null gives it back to the unclaimed.</param>
/// <param name="SeenVersion">The version on the screen.</param>
/// <param name="EvenOffDuty">Said by who hands it over: also to somebody who is off shift, on leave or away.</param>
public sealed record AssignCaseInput(string Number, Guid? PersonId, int? SeenVersion, bool EvenOffDuty = false);

/// <summary>
/// Claims, hands over, takes over or releases a case. Agents claim what is unclaimed and hand over their own; supervisors
/// move anybody's. The new owner is told, unless they did it themselves. Where a store plans shifts, work goes to those who are on shift and there;
/// to others only a supervisor hands it, and knowingly.
/// </summary>
public sealed class AssignCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(AssignCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var owner = work.Subject.AssigneeId;
        if (owner is not null && owner != actor.PersonId && !actor.May(Permission.AssignOthers)) return Refusal.Rule("case.belongs_to_other", input.Number);
        if (input.PersonId is { } person && !await MayHandleAsync(work, person, ct)) return Refusal.Invalid("case.assignee_unfit");
        if (input.PersonId is { } other && other != actor.PersonId && await OffDutyAsync(work, other, ct) is { } name)
        {
            if (!actor.May(Permission.AssignOthers)) return Refusal.Rule("case.assignee_off_duty", name);
            if (!input.EvenOffDuty) return Refusal.Rule("case.assignee_off_duty_ask", name);
        }

        var assigned = work.Subject.Assign(input.PersonId, byThemselves: input.PersonId == actor.PersonId);
        if (!assigned.Ok) return assigned.Refusal;
        work.Record(assigned.Value);
        if (input.PersonId is { } to && to != actor.PersonId)
            work.Db.Notifications.Add(new(Ids.New(work.Now), actor.StoreId, to, "case.assigned", $"case.assigned:{work.Subject.Id}:{work.Subject.Version}",
                work.Subject.Id, work.Subject.Number, new(StringComparer.Ordinal) { ["by"] = actor.Name, ["customer"] = work.Subject.CustomerNick }, work.Now));
        var version = await work.CommitAsync(ct);
        if (input.PersonId is { } told) locks.Notified(actor.StoreId, told);
        return version;
    }

    // The name of somebody who takes no work now; null of who does.
    private static async Task<string?> OffDutyAsync(LockedCase work, Guid person, CancellationToken ct)
    {
        var duty = (await DutyRoster.ReadAsync(work.Db, work.Now, ct)).Of(person);
        if (duty is null) return null;
        var one = await work.Db.Users.Where(p => p.Id == person).Select(p => new { p.DisplayName, p.Presence, p.SeenAt }).SingleAsync(ct);
        return Duties.TakesWork(duty, Person.PresenceOf(one.Presence, one.SeenAt, work.Now)) ? null : one.DisplayName;
    }

    private static async Task<bool> MayHandleAsync(LockedCase work, Guid person, CancellationToken ct)
    {
        var roles = await work.Db.Memberships.Where(m => m.PersonId == person).Select(m => m.Role).ToListAsync(ct);
        return Authority.Of(roles).Contains(Permission.HandleCases);
    }
}
