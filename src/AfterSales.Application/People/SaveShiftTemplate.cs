using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <param name="TemplateId">Null: another one.</param>
public sealed record SaveShiftTemplateInput(Guid? TemplateId, ShiftHours Hours, bool Remove = false);

/// <summary>Adds, changes or removes hours that are planned again and again. Shifts that were planned with it stay as they are.</summary>
public sealed class SaveShiftTemplate(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public const int Most = 20;

    public async Task<Result<Guid>> ExecuteAsync(SaveShiftTemplateInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.PlanShifts)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var template = await db.ShiftTemplates.SingleOrDefaultAsync(t => t.Id == input.TemplateId, ct);
        if (template is null && input.TemplateId is not null) return Refusal.NotFound("shift.template_not_found");
        if (input.Remove && template is not null)
        {
            db.ShiftTemplates.Remove(template);
        }
        else
        {
            if (template is null && await db.ShiftTemplates.CountAsync(ct) >= Most) return Refusal.Rule("shift.templates_full", Most);
            if (template is null) db.ShiftTemplates.Add(template = new(Ids.New(time.GetUtcNow()), actor.StoreId));
            if (template.Describe(input.Hours with { Name = PlainText.Name(input.Hours.Name) }).Refusal is { } refusal) return refusal;
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Refusal.Conflict("shift.template_taken", template!.Name) with { Field = nameof(ShiftHours.Name) };
        }
        signal.StoreChanged(actor.StoreId);
        return template!.Id;
    }
}
