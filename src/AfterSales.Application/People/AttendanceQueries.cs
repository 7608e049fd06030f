using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>What a person was planned to work in a month, and what came of it, by start.</summary>
public sealed record PersonAttendance(Guid PersonId, string Name, IReadOnlyList<AttendedShift> Shifts)
{
    public int Late => Shifts.Count(s => s.LateSeconds > 0);
    public int OffWithoutLeave => Shifts.Count(s => s.OffWithoutLeave);
}

/// <summary>Reads planned and actual work of a month, the days of which are those of the store's zone. A shift belongs to the day it starts on.</summary>
public sealed class AttendanceQueries(Databases databases, TimeProvider time)
{
    /// <summary>One person's; one's own, or anybody's for who may see attendance.</summary>
    /// <param name="month">Any day of it.</param>
    public async Task<Result<PersonAttendance>> OfPersonAsync(Guid personId, DateOnly month, Actor actor, CancellationToken ct = default)
    {
        if (personId != actor.PersonId && !actor.May(Permission.ViewAttendance)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await ReadAsync(db, month, personId, ct) is [var only]) return only;
        return await db.NameOfMemberAsync(personId, ct) is { } name ? new PersonAttendance(personId, name, []) : Refusal.NotFound("person.not_found");
    }

    /// <summary>Everybody who was planned to work in a month, by name; people who left the store since are among them.</summary>
    public async Task<Result<IReadOnlyList<PersonAttendance>>> OfMonthAsync(DateOnly month, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewAttendance)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return new(await ReadAsync(db, month, null, ct));
    }

    private async Task<IReadOnlyList<PersonAttendance>> ReadAsync(StoreDb db, DateOnly month, Guid? only, CancellationToken ct)
    {
        await using var moment = await db.OneMomentAsync(ct);
        return await db.AttendanceAsync(month, only, time.GetUtcNow(), ct);
    }
}
