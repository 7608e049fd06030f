using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Orders;

/// <summary>What is to be said of a refund before its case is known.</summary>
internal sealed record RefundNote(Guid RefundId, IncomingMessage Message);

/// <summary>Which case each of some refunds belongs to, and what has to be told so that it has one.</summary>
internal sealed class RefundCases
{
    private readonly Dictionary<Guid, Guid> _cases = [];
    private readonly Guid[] _carrying;
    private readonly DateTimeOffset _now;

    private RefundCases(Guid[] carrying, DateTimeOffset now) => (_carrying, _now) = (carrying, now);

    public List<RefundNote> Notes { get; } = [];

    /// <summary>The cases they belong to, and those they belonged to so far.</summary>
    public IEnumerable<Guid> CaseIds => _cases.Values.Concat(_carrying).Distinct();

    public Guid? CaseOf(Guid refundId) => _cases.TryGetValue(refundId, out var id) ? id : null;

    public void Found(Guid refundId, Guid caseId) => _cases[refundId] = caseId;

    /// <summary>A handful of queries, for one refund as for hundreds.</summary>
    public static async Task<RefundCases> FindAsync(StoreDb db, List<PlatformRefund> refunds, DateTimeOffset now, CancellationToken ct)
    {
        var orderNos = refunds.Select(r => r.OrderNo).Distinct().ToArray();
        var carrying = refunds.Select(r => r.CaseId).OfType<Guid>().Distinct().ToArray();
        var open = (await db.Cases.AsNoTracking().Where(OpenStates.Condition).Where(c => orderNos.Contains(c.OrderNo!)).OrderBy(c => c.OpenedAt)
            .Select(c => new { c.OrderNo, c.Id, c.CustomerNick }).ToListAsync(ct)).ToLookup(c => c.OrderNo!);
        var openCarrying = (await db.Cases.Where(OpenStates.Condition).Where(c => carrying.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var buyers = await BuyersAsync(db, orderNos, ct);

        var found = new RefundCases(carrying, now);
        foreach (var refund in refunds)
        {
            var needsOne = refund.NextAfter(now) is not null;
            if (refund.CaseId is { } carries && (!needsOne || openCarrying.Contains(carries))) found._cases[refund.Id] = carries;
            else if (needsOne)
            {
                var joins = open[refund.OrderNo].FirstOrDefault();
                if (joins is not null) found._cases[refund.Id] = joins.Id;
                // The first time, the buyer's words belong into the conversation, wherever it is.
                if ((joins is null || refund.CaseId is null) && (joins?.CustomerNick ?? Whole(refund.BuyerNick) ?? buyers.GetValueOrDefault(refund.OrderNo)) is { } nick)
                    found.Notes.Add(new(refund.Id, found.Note(refund, nick)));
            }
        }
        return found;
    }

    // No export says when the words came; nobody could answer them before they are here.
    private IncomingMessage Note(PlatformRefund refund, string nick) => refund.CaseId is null
        ? new($"refund:{refund.RefundNo}", Channels.Platform, nick, refund.OrderNo, MessageKind.Buyer, null, Cut(RefundWords.Note(refund)), null, [], Answered: refund.Words is null)
        : new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"refund:{refund.RefundNo}:{refund.Status}:{refund.NextAfter(_now)?.At:yyyyMMddHHmmss}"), Channels.Platform, nick, refund.OrderNo,
            MessageKind.Buyer, null, Cut(RefundWords.StatusNote(refund)), null, [], Answered: true);

    /// <summary>As the orders tell, else the latest case of the order.</summary>
    private static async Task<Dictionary<string, string>> BuyersAsync(StoreDb db, string[] orderNos, CancellationToken ct)
    {
        var buyers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var told in await db.Cases.Where(c => orderNos.Contains(c.OrderNo!)).OrderBy(c => c.OpenedAt).Select(c => new { c.OrderNo, c.CustomerNick }).ToListAsync(ct)) buyers[told.OrderNo!] = told.CustomerNick;
        foreach (var told in await db.Orders.Where(o => orderNos.Contains(o.OrderNo) && o.BuyerNick != null).Select(o => new { o.OrderNo, o.BuyerNick }).ToListAsync(ct))
            if (Whole(told.BuyerNick) is { } nick) buyers[told.OrderNo] = nick;
        return buyers;
    }

    // A cell holds more than a message.
    private static string Cut(string text) => text.Length <= Message.MaxText ? text : PlainText.Storable(text[..(Message.MaxText - 1)]) + "…";

    // A masked nick is shared by many: it names nobody.
    private static string? Whole(string? nick) => nick is null || nick.Contains('*', StringComparison.Ordinal) ? null : nick;
}
