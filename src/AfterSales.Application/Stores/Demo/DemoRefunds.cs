using System.Globalization;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;
using Npgsql;

namespace AfterSales.Application.Stores.Demo;

/// <summary>Refunds of the demo script, as an import of 退款管理 would leave them.</summary>
internal static class DemoRefunds
{
    /// <param name="step">The platform's status; then type, reason, amount, and the minutes from then to the deadline.</param>
    public static async Task AddAsync(NpgsqlDataSource source, Guid storeId, DemoCase story, DemoStep step, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            insert into platform_refunds (id, store_id, refund_no, order_no, buyer_nick, type, type_text, status, status_text, amount, reason, applied_at, deadline, intervention, extra, imported_at, attention)
            values ($1, $2, '99' || right($3, 15), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '不需客服介入', '{}', $11, 'Due')
            """);
        var type = step.More[0];
        foreach (var value in new object[]
        {
            Ids.New(now), storeId, story.Order!.No, story.Buyer, RefundWords.Type(type).ToString(), type, StatusWords.Refund(step.Words).ToString(), step.Words,
            decimal.Parse(step.More[2], CultureInfo.InvariantCulture), step.More[1], now, now.AddMinutes(double.Parse(step.More[3], CultureInfo.InvariantCulture)),
        })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }
}
