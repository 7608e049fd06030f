namespace AfterSales.Domain.Orders;

/// <summary>The platforms' words about refunds (FORMATS 1.5, 6.5), and what a refund says in a conversation.</summary>
public static class RefundWords
{
    // In order: a later word of the same text says less.
    private static readonly (string Word, RefundType Type)[] Types =
    [
        ("退货退款", RefundType.ReturnAndRefund),
        ("仅退款", RefundType.RefundOnly),
        ("换货", RefundType.Exchange),
        ("补寄", RefundType.Reship),
        ("补发", RefundType.Reship),
        ("维修", RefundType.Repair),
        ("价保", RefundType.PriceProtection),
        ("不需要", RefundType.RefundOnly),
        ("无需", RefundType.RefundOnly),
        ("需要退货", RefundType.ReturnAndRefund),
    ];

    private static readonly string[] Intervened = ["需要客服介入", "已经介入", "已介入", "初审", "复审"];

    /// <summary>售后类型, or 是否需要退货 in older exports: 是, 否.</summary>
    public static RefundType Type(string? text) => text switch
    {
        null or "" => RefundType.Unknown,
        "是" => RefundType.ReturnAndRefund,
        "否" => RefundType.RefundOnly,
        _ => Array.Find(Types, known => text.Contains(known.Word, StringComparison.Ordinal)).Type,
    };

    /// <summary>客服介入状态: from being called in until they are done.</summary>
    public static bool HasIntervened(string? text) =>
        text is not null && !text.Contains("不需", StringComparison.Ordinal) && Array.Exists(Intervened, word => text.Contains(word, StringComparison.Ordinal));

    /// <summary>What the buyer did and said, as a line of the conversation: `申请仅退款 ¥30.00：少件/漏发`, and their words under it.</summary>
    public static string Note(PlatformRefund refund)
    {
        var what = $"申请{refund.TypeText ?? "退款"}";
        var amount = refund.Amount is { } yuan ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" ¥{yuan:0.00}") : "";
        var reason = refund.Reason is { } picked ? $"：{picked}" : "";
        return $"{what}{amount}{reason}" + (refund.Words is { } words ? $"\n{words}" : "");
    }

    /// <summary>What the platform says of it later: `退款 9000…01：买家已经退货，等待卖家确认收货`.</summary>
    public static string StatusNote(PlatformRefund refund) => $"退款 {refund.RefundNo}：{refund.StatusText ?? refund.Status.ToString()}";
}
