using System.Globalization;

namespace AfterSales.Web.Shared;

/// <summary>The languages of the product, the default first.</summary>
public static class Languages
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static IReadOnlyList<CultureInfo> All { get; } = [Chinese, English];
}
