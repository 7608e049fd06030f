using AfterSales.Domain.Orders;
using static AfterSales.Domain.Importing.ImportField;

namespace AfterSales.Domain.Importing;

/// <summary>Reads one row of 订单报表. The caller refuses the row if the cells collected a problem.</summary>
public static class OrderRowReader
{
    public static OrderRow Read(RowCells cells, string sheet, int rowNumber)
    {
        var orderNo = cells.RequiredId(OrderNo, ProblemCodes.MissingOrderNo);
        var paidAt = cells.Time(PaidAt);
        var statusText = cells.Text(Status);
        var closeReason = cells.Text(CloseReason);
        var flagText = cells.Text(Flag);

        return new OrderRow
        {
            Sheet = sheet,
            RowNumber = rowNumber,
            OrderNo = orderNo,
            PayNo = cells.OutsideId(PayNo),
            BuyerNick = cells.Name(BuyerNick),
            ShopName = cells.Name(ShopName),
            Title = cells.Text(Title),
            Quantity = cells.Quantity(Quantity),
            Payable = cells.Amount(Payable),
            Postage = cells.Amount(Postage),
            Total = cells.Amount(Total),
            Paid = cells.Amount(Paid),
            RefundAmount = cells.Amount(RefundAmount),
            Status = StatusWords.Order(statusText, closeReason, cells.Has(PaidAt) ? paidAt is not null : null),
            StatusText = statusText,
            CloseReason = closeReason,
            BuyerMessage = cells.Text(BuyerMessage),
            SellerMemo = cells.Text(SellerMemo),
            Flag = FlagWords.Read(flagText),
            FlagText = flagText,
            Receiver = cells.Text(Receiver),
            Phone = cells.OutsideId(Phone),
            Address = AddressOf(cells),
            CreatedAt = cells.Time(CreatedAt),
            PaidAt = paidAt,
            LatestShipAt = cells.Time(LatestShipAt),
            ShippedAt = cells.Time(ShippedAt),
            ConfirmedAt = cells.Time(ConfirmedAt),
            Waybills = cells.Waybills(Waybill),
            Carrier = cells.Name(Carrier),
            Extra = cells.Extra(),
        };
    }

    /// <summary>One address column, or one column for each part of it.</summary>
    internal static PostalAddress? AddressOf(RowCells cells)
    {
        if (!cells.Has(Province)) return AddressText.Read(cells.Text(Address));

        var detail = string.Concat(cells.Text(Street), cells.Text(Address));
        var address = new PostalAddress(cells.Text(Province) ?? "", cells.Text(City) ?? "", cells.Text(District) ?? "", detail, PostalCode: null);
        return address == new PostalAddress("", "", "", "", PostalCode: null) ? null : address;
    }
}
