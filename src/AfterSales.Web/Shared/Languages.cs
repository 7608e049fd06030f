using System.Globalization;

namespace AfterSales.Web.Shared;

/// <summary>The languages of the product, the default first.</summary>
public static class Languages
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static IReadOnlyList<CultureInfo> All { get; } = [Chinese, English];

    /// <summary>Null for a language that the product does not speak.</summary>
    public static CultureInfo? Named(string? name) => All.FirstOrDefault(c => c.Name == name);

    /// <summary>A language in itself, without its country: 中文, English.</summary>
    public static string OwnName(CultureInfo language) => (language.Parent.Name is "" ? language : CultureInfo.GetCultureInfo(language.TwoLetterISOLanguageName)).NativeName;
}
