using System.Globalization;
using AfterSales.Application.Approvals;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Web.Cases;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Approvals;

/// <summary>What requests for approval say, in words.</summary>
public sealed class ApprovalWords(Texts texts, Formats formats)
{
    /// <summary>¥45.00; where no money is in it, the remedy.</summary>
    public string Sum(ApprovalRow row) => row.Amount > 0 ? Formats.Money(row.Amount) : Remedy(row);

    public string Remedy(ApprovalRow row) => texts.Outcome("Remedy", row.Remedy);

    /// <summary>部分赔付 · 质量问题·瑕疵.</summary>
    public string About(ApprovalRow row) => CaseMarks.TypeOf(row.Type, row.Subtype, texts) is { } type ? $"{Remedy(row)} · {type}" : Remedy(row);

    public string Cause(string cause) => texts.Outcome("Cause", cause);

    /// <summary>How the signatures add up, and who is still missing: null where one is enough.</summary>
    public string? Plan(ApprovalRow row) => row.Plan.Roles.Count < 2 || row.Plan.Mode == SignatureMode.AnyOne ? null : texts[$"Approvals.Plan{row.Plan.Mode}", row.Signatures.Count, row.Plan.Roles.Count];

    /// <summary>供应商 60 % · 店铺 40 %.</summary>
    public string Shares(Shares shares) => string.Join(" · ", shares.Parts.Select(share => $"{texts.Word(share.Party)}{(share.Name is { } name ? $" {name}" : "")} {share.Percent.ToString("0.##", CultureInfo.InvariantCulture)}%"));

    public string Guide(ApprovalReasons why) => why is { GuideFrom: { } from, GuideUpTo: { } upTo } ? $"¥{Short(from)}–{Short(upTo)}" : texts["Approvals.GuideNone"];

    public string Buyer(BuyerHistory buyer) => string.Join(" · ",
    [
        texts["Approvals.BuyerOrders", buyer.Orders], texts["Approvals.BuyerCases", buyer.Cases],
        buyer.Paid > 0 ? texts["Approvals.BuyerPaid", Short(buyer.Paid)] : texts["Approvals.BuyerPaidNone"],
        buyer.Flag is { } flag ? texts["Approvals.BuyerFlag", texts.Word(flag.Colour)] : texts["Approvals.BuyerNoFlag"],
    ]);

    public string Requester(RequesterHistory requester) => texts["Approvals.RequesterMonth", Short(requester.Granted), requester.Refused];

    /// <summary>What the requester wrote, then the rows of the rules that spoke, then what would be left.</summary>
    public IReadOnlyList<string> Because(ApprovalDetails details)
    {
        var lines = new List<string>();
        if (details.Note.Length > 0) lines.Add(texts["Approvals.NoteOf", details.Row.RequestedBy, details.Note]);
        if (details.Why is not { } why) return lines;
        var reasons = new ReasonWords(texts, why.Rules, why.Evaluation);
        var spoken = reasons.Spoken("situation").Concat(reasons.SpokenOf(details.Row.Remedy)).Concat(reasons.SpokenOfApproval()).Distinct().ToList();
        if (spoken.Count > 0) lines.Add(texts["Approvals.Rules", texts.Playbook(why.Playbook), why.Version, texts.Sentences(spoken)]);
        if (details.Row.Amount > 0 && why.MarginAfter is { } left) lines.Add(texts["Approvals.MarginAfter", Yuan(left)]);
        return lines;
    }

    public string Alike(AlikePayment alike) => texts["Approvals.AlikeLine", alike.Number, Formats.Money(alike.Amount), formats.When(alike.At), string.Join(texts["Shared.ListSeparator"], alike.In.Select(texts.Word))];

    /// <summary>陈主管 改价批准 ¥40.00（代 张店长）.</summary>
    public string Decision(ApprovalDecision decision) => string.Join(" ", new[]
    {
        decision.ByName, texts.Word(decision.Verdict), decision.IsSignature && decision.Amount > 0 ? Formats.Money(decision.Amount) : null, decision.ForName is { } absent ? texts["Approvals.For", absent] : null,
    }.Where(part => part is not null));

    /// <summary>¥323.64, -¥69.96.</summary>
    public static string Yuan(decimal yuan) => yuan < 0 ? $"-¥{Short(-yuan)}" : $"¥{Short(yuan)}";

    /// <summary>312, 12.5: without what says nothing.</summary>
    public static string Short(decimal yuan) => yuan.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
