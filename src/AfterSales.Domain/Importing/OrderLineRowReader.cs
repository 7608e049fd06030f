using static AfterSales.Domain.Importing.ImportField;

namespace AfterSales.Domain.Importing;

/// <summary>Reads one row of 宝贝报表 / 销售明细. One instance serves one file, since equal lines are told apart by their turn.</summary>
public sealed class OrderLineRowReader
{
    private readonly LineKeys keys = new();

    public OrderLineRow Read(RowCells cells, string sheet, int rowNumber)
    {
        var orderNo = cells.RequiredId(OrderNo, ProblemCodes.MissingOrderNo);
        var subOrderNo = cells.Id(SubOrderNo);
        var title = cells.Text(Title);
        var outerCode = cells.Text(OuterCode);
        var skuText = cells.Text(Sku);
        var statusText = cells.Text(Status);
        var refundText = cells.Text(ImportField.RefundStatus);
        var flagText = cells.Text(Flag);
        var paidAt = cells.Time(PaidAt);

        return new OrderLineRow
        {
            Sheet = sheet,
            RowNumber = rowNumber,
            LineKey = keys.Of(orderNo, subOrderNo, outerCode, skuText, title),
            OrderNo = orderNo,
            SubOrderNo = subOrderNo,
            PayNo = cells.OutsideId(PayNo),
            ItemNo = cells.OutsideId(ItemNo),
            Title = title,
            OuterCode = outerCode,
            SkuText = skuText,
            Sku = SkuText.Read(skuText),
            UnitPrice = cells.Amount(UnitPrice),
            Quantity = cells.Quantity(Quantity) ?? 1,
            Payable = cells.Amount(Payable),
            Paid = cells.Amount(Paid),
            RefundAmount = cells.Amount(RefundAmount),
            RefundStatus = StatusWords.Refund(refundText),
            RefundStatusText = refundText,
            Status = StatusWords.Order(statusText, wasPaid: cells.Has(PaidAt) ? paidAt is not null : null),
            StatusText = statusText,
            BuyerMessage = cells.Text(BuyerMessage),
            SellerMemo = cells.Text(SellerMemo),
            Flag = FlagWords.Read(flagText),
            FlagText = flagText,
            CreatedAt = cells.Time(CreatedAt),
            PaidAt = paidAt,
            LatestShipAt = cells.Time(LatestShipAt),
            ShippedAt = cells.Time(ShippedAt),
            Waybills = cells.Waybills(Waybill),
            Carrier = cells.Name(Carrier),
            Extra = cells.Extra(),
        };
    }
}
