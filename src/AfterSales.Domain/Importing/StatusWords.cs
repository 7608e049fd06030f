using System.Collections.Frozen;
using AfterSales.Domain.Orders;

namespace AfterSales.Domain.Importing;

/// <summary>The platforms' words for the state of an order, a refund request and a flag.</summary>
public static class StatusWords
{
    private static readonly FrozenDictionary<string, OrderStatus> Orders = new Dictionary<string, OrderStatus>(StringComparer.Ordinal)
    {
        ["等待买家付款"] = OrderStatus.WaitBuyerPay,
        ["待付款"] = OrderStatus.WaitBuyerPay,
        ["等待付款"] = OrderStatus.WaitBuyerPay,
        ["买家已付款,等待卖家发货"] = OrderStatus.WaitSellerSend,
        ["买家已付款"] = OrderStatus.WaitSellerSend,
        ["等待卖家发货"] = OrderStatus.WaitSellerSend,
        ["待发货"] = OrderStatus.WaitSellerSend,
        ["等待出库"] = OrderStatus.WaitSellerSend,
        ["卖家部分发货"] = OrderStatus.PartlySent,
        ["部分发货"] = OrderStatus.PartlySent,
        ["卖家已发货,等待买家确认"] = OrderStatus.WaitBuyerConfirm,
        ["卖家已发货"] = OrderStatus.WaitBuyerConfirm,
        ["已发货"] = OrderStatus.WaitBuyerConfirm,
        ["已发货,待签收"] = OrderStatus.WaitBuyerConfirm,
        ["等待确认收货"] = OrderStatus.WaitBuyerConfirm,
        ["买家已签收"] = OrderStatus.BuyerSigned,
        ["买家已收货"] = OrderStatus.BuyerSigned,
        ["已收货"] = OrderStatus.BuyerSigned,
        ["已签收"] = OrderStatus.BuyerSigned,
        ["待评价"] = OrderStatus.BuyerSigned,
        ["交易成功"] = OrderStatus.Finished,
        ["交易完成"] = OrderStatus.Finished,
        ["已完成"] = OrderStatus.Finished,
        ["完成"] = OrderStatus.Finished,
        ["已结算"] = OrderStatus.Finished,
        ["交易关闭"] = OrderStatus.Closed,
        ["已取消"] = OrderStatus.Closed,
        ["已关闭"] = OrderStatus.Closed,
        ["退款成功"] = OrderStatus.Closed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // In order: a later word of the same text says less.
    private static readonly (string Word, RefundStatus Status)[] Refunds =
    [
        ("没有申请", RefundStatus.None),
        ("无退款", RefundStatus.None),
        ("无售后", RefundStatus.None),
        ("等待卖家同意", RefundStatus.WaitSellerAgree),
        ("等待买家退货", RefundStatus.WaitBuyerReturn),
        ("等待卖家确认收货", RefundStatus.WaitSellerConfirm),
        ("等待卖家发货", RefundStatus.WaitSellerSend),
        ("等待卖家发出", RefundStatus.WaitSellerSend),
        ("等待买家确认", RefundStatus.WaitBuyerConfirm),
        ("卖家拒绝", RefundStatus.SellerRefused),
        ("退款成功", RefundStatus.Succeeded),
        ("退款关闭", RefundStatus.Closed),
        ("处理中", RefundStatus.InProgress),
    ];

    /// <summary>The words, and whether the order was paid when known: `交易关闭` means another thing after payment than before it.</summary>
    public static OrderStatus Order(string? text, string? closeReason = null, bool? wasPaid = null)
    {
        if (string.IsNullOrEmpty(text)) return OrderStatus.Unknown;

        var words = Commas(text);
        if (words.StartsWith("(删除)", StringComparison.Ordinal)) return OrderStatus.Closed;
        if (words.IndexOf('(', StringComparison.Ordinal) is > 0 and var note) words = words[..note];

        var status = Orders.TryGetValue(words, out var known) ? known
            // 拼多多 hangs the outcome of a refund behind the state: `已发货，退款成功`.
            : words.EndsWith(",退款成功", StringComparison.Ordinal) ? OrderStatus.Closed
            : OrderStatus.Unknown;
        return status == OrderStatus.Closed && (wasPaid == false || IsUnpaid(closeReason)) ? OrderStatus.ClosedBeforePay : status;
    }

    public static RefundStatus Refund(string? text)
    {
        if (string.IsNullOrEmpty(text)) return RefundStatus.None;

        foreach (var (word, status) in Refunds)
            if (text.Contains(word, StringComparison.Ordinal)) return status;
        return RefundStatus.Unknown;
    }

    /// <summary>Half-width commas and brackets, no blanks: the same state is written both ways.</summary>
    public static string Commas(string text) =>
        text.Replace('，', ',').Replace('（', '(').Replace('）', ')').Replace(" ", "", StringComparison.Ordinal);

    private static bool IsUnpaid(string? closeReason) =>
        closeReason is not null && (closeReason.Contains("未付款", StringComparison.Ordinal) || closeReason.Contains("未及时付款", StringComparison.Ordinal));
}
