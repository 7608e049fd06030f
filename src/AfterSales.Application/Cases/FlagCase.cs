using AfterSales.Application.Remedies;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases;

public sealed record FlagCaseInput(string Number, FlagColour? Colour, string? Memo, int? SeenVersion);

/// <summary>Flags a case with a memo, or takes the flag off (no colour). A memo does what "order memo" asks for.</summary>
public sealed class FlagCase(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(FlagCaseInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, input.SeenVersion, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;

        var flag = input.Colour is { } colour ? new Flag(colour, input.Memo?.Trim() ?? "", actor.Name, work.Now) : null;
        var changed = work.Subject.Mark(flag);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        if (flag is { Memo.Length: > 0 }) await work.TickAsync(ct, "order memo");
        return await work.CommitAsync(ct);
    }
}
