using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record ReopenCaseInput(string Number, string? Reason, int? SeenVersion);

/// <summary>Takes a resolved or closed case back to work: a new cycle, a new Resolution clock (SPEC 3).</summary>
public sealed class ReopenCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(ReopenCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        return await work.ReopenAsync(input.Reason ?? "", ct) is { } refusal ? refusal : await work.CommitAsync(ct);
    }
}
