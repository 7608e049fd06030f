using AfterSales.Application.People.Pay;
using AfterSales.Domain.People.Pay;

namespace AfterSales.Web.People.Pay;

/// <summary>What a sheet is made of, in the few sums that a month's table has room for.</summary>
public sealed record PayParts(string Key, params IReadOnlyList<PayLineKind> Kinds)
{
    public static IReadOnlyList<PayParts> All { get; } =
    [
        new("Base", PayLineKind.Base),
        new("Commission", PayLineKind.Commission),
        new("Bonuses", PayLineKind.Bonus, PayLineKind.Extra),
        new("Penalties", PayLine.Penalties),
        new("Corrections", PayLineKind.Correction),
    ];

    public decimal Of(MonthSheet sheet) => sheet.Lines.Where(line => Kinds.Contains(line.Kind)).Sum(line => line.Yuan);
}
