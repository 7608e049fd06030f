using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People.Quality;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <summary>Ends what waits in vain for a second score because whoever could have given it has left: the score of the first stands by itself.</summary>
internal sealed class EndCalibrations(Databases databases, ChangeSignal signal, TimeProvider time)
{
    private const int AtOnce = 500;

    /// <summary>Answers how many were waiting in vain.</summary>
    public async Task<int> EndAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var waiting = await db.QualitySamples.AsNoTracking().Where(s => s.Calibrates && s.SecondById == null && s.State != SampleState.Withdrawn).OrderBy(s => s.Day).Take(AtOnce).ToListAsync(ct);
        if (waiting.Count == 0) return 0;
        var (assessors, ended) = (await db.AssessorsAsync(ct), 0);
        foreach (var sample in waiting.Where(sample => sample.EndCalibration(assessors)))
            if (await EndAsync(db, sample.Id, assessors, ct)) ended++;
        return ended;
    }

    // Somebody may be scoring it at this moment.
    private async Task<bool> EndAsync(StoreDb db, Guid sampleId, HashSet<Guid> assessors, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.LockSampleAsync(sampleId, ct) is not { } sample || !sample.EndCalibration(assessors)) return false;
        var told = await db.TellAsync(sample, time.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (told is { } person) signal.PersonNotified(db.StoreId, person);
        return true;
    }
}
