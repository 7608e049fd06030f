namespace AfterSales.Domain.Evidence;

/// <summary>
/// What a piece of evidence shows (SPEC 5): 外包装, 面单, 全部商品, 瑕疵, 底单, 派件人证明, 聊天. The words are those by which playbooks ask for evidence, so that a label says
/// at once which request it answers; only the photo of the defect is a word of its own, and answers the one for a photo of the goods.
/// </summary>
public static class EvidenceLabels
{
    public const int MaxLength = 40;

    public const string Defect = "photo of the defect";
    private const string Goods = "photo of the goods";

    /// <summary>In the order in which they are offered: what is seen most comes first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "photo of the parcel", "photo of the label", Goods, Defect, "weigh slip", "courier proof", "chat lines",
        "order sheet", "buyer's signature", "review", "inspection", "proof of origin", "courier's answer", "buyer's confirmation",
    ];

    /// <summary>The request of a playbook that a label answers; null without a label.</summary>
    public static string? Answers(string? label) => label == Defect ? Goods : label;

    public static bool IsLabel(string label) => All.Contains(label);
}
