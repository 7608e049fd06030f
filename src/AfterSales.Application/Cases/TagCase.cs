using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record TagCaseInput(string Number, IReadOnlyList<string> Tags, int? SeenVersion);

/// <summary>Replaces the tags of a case.</summary>
public sealed class TagCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(TagCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var changed = work.Subject.Tag(input.Tags);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        return await work.CommitAsync(ct);
    }
}
