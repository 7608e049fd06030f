using static AfterSales.Domain.Importing.ImportField;

namespace AfterSales.Domain.Importing;

/// <summary>Reads one row of 退款管理 or of 拼多多's after-sales export. The caller refuses the row if the cells collected a problem.</summary>
public static class RefundRowReader
{
    public static RefundRow Read(RowCells cells, string sheet, int rowNumber)
    {
        var typeText = cells.Text(ImportField.RefundType);
        var statusText = cells.Text(ImportField.RefundStatus);
        var (deadline, deadlineText) = cells.TimeOrText(Deadline);
        var (proof, proofText) = cells.TimeOrText(ProofDeadline);

        return new RefundRow
        {
            Sheet = sheet,
            RowNumber = rowNumber,
            RefundNo = cells.RequiredId(RefundNo, ProblemCodes.MissingRefundNo),
            OrderNo = cells.RequiredId(OrderNo, ProblemCodes.MissingOrderNo),
            BuyerNick = cells.Name(BuyerNick),
            Type = Orders.RefundWords.Type(typeText),
            TypeText = typeText is "是" or "否" ? null : typeText,
            Status = statusText is null ? Orders.RefundStatus.Unknown : StatusWords.Refund(statusText),
            StatusText = statusText,
            GoodsStatus = cells.Text(GoodsStatus),
            Amount = cells.Amount(RefundAmount),
            Title = cells.Text(Title),
            Reason = cells.Text(Reason),
            Words = cells.Text(ImportField.RefundWords),
            ReturnWaybill = ReturnWaybillOf(cells),
            ReturnCarrier = cells.Name(ReturnCarrier),
            AppliedAt = cells.Time(AppliedAt),
            ReturnedAt = cells.Time(ReturnedAt),
            FinishedAt = cells.Time(FinishedAt),
            Deadline = deadline,
            DeadlineText = deadlineText,
            ProofDeadline = proof,
            ProofDeadlineText = proofText,
            Intervention = cells.Text(Intervention),
            Extra = cells.Extra(),
        };
    }

    // `75300000000999`, or `中通快递:75300000000999 已签收` where there is no column for the number alone.
    private static string? ReturnWaybillOf(RowCells cells) => cells.Waybills(ReturnWaybill).FirstOrDefault(number => char.IsAsciiLetterOrDigit(number[0]));
}
