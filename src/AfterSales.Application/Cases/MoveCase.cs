using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record MoveCaseInput(string Number, CaseState To, int? SeenVersion);

/// <summary>Moves a case to another step (SPEC 2.2). Resolving, closing and reopening are use cases of their own.</summary>
public sealed class MoveCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(MoveCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var changed = work.Subject.MoveTo(input.To);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        return await work.CommitAsync(ct);
    }
}
