using static AfterSales.Domain.Importing.ImportField;

namespace AfterSales.Domain.Importing;

/// <summary>Reads one row of 发货报表.</summary>
public static class DeliveryRowReader
{
    public static DeliveryRow Read(RowCells cells, string sheet, int rowNumber) => new()
    {
        Sheet = sheet,
        RowNumber = rowNumber,
        OrderNo = cells.RequiredId(OrderNo, ProblemCodes.MissingOrderNo),
        Receiver = cells.Text(Receiver),
        Phone = cells.OutsideId(Phone),
        Address = OrderRowReader.AddressOf(cells),
        Extra = cells.Extra(),
    };
}
