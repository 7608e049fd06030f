using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record ClassifyCaseInput(string Number, CaseType Type, CaseSubtype Subtype, int? SeenVersion);

/// <summary>A person says what type of case it is; its clocks, running and later ones, follow the rules of that type.</summary>
public sealed class ClassifyCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(ClassifyCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var before = work.Subject.Type;
        var changed = work.Subject.Classify(input.Type, input.Subtype);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        foreach (var what in work.Clocks.FollowType(work.Subject, before, work.Now)) work.Record(what);
        return await work.CommitAsync(ct);
    }
}
