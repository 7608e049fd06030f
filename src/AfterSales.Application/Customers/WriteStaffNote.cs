using AfterSales.Application.Persistence;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers;

/// <param name="CustomerId">Whom it is about; not needed when it is about an order whose buyer is known.</param>
public sealed record WriteStaffNoteInput(Guid? CustomerId, string? OrderNo, string Text);

/// <summary>Writes down something about a customer, or about one of their orders; staff only.</summary>
public sealed class WriteStaffNote(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(WriteStaffNoteInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditCustomers)) return Refusal.Forbidden();
        var text = input.Text?.Trim() ?? "";
        if (PlainText.IsBlank(text)) return Refusal.Invalid("note.empty") with { Field = nameof(input.Text) };
        if (text.Length > StaffNote.MaxText) return Refusal.Invalid("note.too_long", StaffNote.MaxText) with { Field = nameof(input.Text) };

        await using var db = databases.For(actor);
        var (customerId, orderId) = (input.CustomerId, (Guid?)null);
        if (input.OrderNo is { } orderNo)
        {
            var order = await db.Orders.Where(o => o.OrderNo == orderNo).Select(o => new { o.Id, o.CustomerId }).SingleOrDefaultAsync(ct);
            if (order is null) return Refusal.NotFound("order.not_found", orderNo);
            if (order.CustomerId is null) return Refusal.Rule("order.no_buyer", orderNo);
            (customerId, orderId) = (order.CustomerId, order.Id);
        }
        else if (!await db.Customers.AnyAsync(c => c.Id == customerId, ct))
        {
            return Refusal.NotFound("customer.not_found");
        }

        var now = time.GetUtcNow();
        db.StaffNotes.Add(new StaffNote(Ids.New(now), actor.StoreId, customerId!.Value, orderId, text, actor.PersonId, actor.Name, now));
        await db.SaveChangesAsync(ct);
        return Result.Done;
    }
}
