using System.Globalization;
using AfterSales.Application.Parcels;
using AfterSales.Domain.Remedies;
using AfterSales.Web.Remedies;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Parcels;

/// <summary>Goods and weights in words.</summary>
internal static class GoodsWords
{
    /// <summary>The first line, and how many there are besides.</summary>
    public static string Short(IReadOnlyList<GoodsLine> lines, Texts texts) => lines switch
    {
        [] => texts["Warehouse.NoLines"],
        [var only] => One(only),
        _ => texts["Warehouse.LinesMore", One(lines[0]), lines.Count - 1],
    };

    public static string One(GoodsLine line) => string.Join(' ', new[] { line.Title, line.Sku, $"×{line.Quantity.ToString(CultureInfo.InvariantCulture)}" }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Why nobody can go on with it yet.</summary>
    public static string Why(WarehouseRow row, Texts texts) => row.State == ActionState.Asked
        ? texts["Warehouse.WaitsForApproval"]
        : texts["Warehouse.WaitsFor", string.Join(texts["Shared.ListSeparator"], row.WaitsFor.Select(texts.Action))];

    /// <summary>0.58, without noughts that nobody typed.</summary>
    public static string Kg(decimal kg) => kg.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A weight as people type it, in kg; null where it is none.</summary>
    public static decimal? KgOf(string? typed) =>
        decimal.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kg) ? kg : null;
}
