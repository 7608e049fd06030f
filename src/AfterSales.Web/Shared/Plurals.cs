using System.Globalization;

namespace AfterSales.Web.Shared;

/// <summary>Fills texts in: <c>{0} {0:case|cases}</c> is <i>1 case</i> or <i>2 cases</i>, whether the number comes as one or as it is written. Everything else as the culture has it.</summary>
internal sealed class Plurals(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (format?.Split('|') is [var one, var several]) return Convert.ToString(arg, culture) == "1" ? one : several;
        return arg is IFormattable value ? value.ToString(format, culture) : arg?.ToString() ?? "";
    }
}
