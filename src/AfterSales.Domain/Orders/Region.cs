namespace AfterSales.Domain.Orders;

/// <summary>How far a parcel goes (SPEC 4.2), in the words of the facts catalogue.</summary>
public static class Region
{
    private static readonly string[] Overseas = ["香港", "澳门", "澳門", "台湾", "臺灣", "台灣"];

    private const string Country = "中国";

    private static readonly string[] Suffixes = ["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "地区", "省", "市", "盟"];

    /// <summary>Null while too little is known of where it goes or where it starts; Hong Kong, Macao and Taiwan are known wherever it starts.</summary>
    public static string? Of(string? province, string? city, string? fromProvince, string? fromCity)
    {
        if (string.IsNullOrWhiteSpace(province))
            return null;
        province = province.Trim();
        if (province.Length > Country.Length && province.StartsWith(Country, StringComparison.Ordinal))
            province = province[Country.Length..].TrimStart();
        if (Array.Exists(Overseas, place => province.StartsWith(place, StringComparison.Ordinal)))
            return "Hong Kong Macao Taiwan";
        if (string.IsNullOrWhiteSpace(fromProvince))
            return null;
        if (Place(province) != Place(fromProvince))
            return "other province";
        if (string.IsNullOrWhiteSpace(city) || string.IsNullOrWhiteSpace(fromCity))
            return null;
        return Place(city) == Place(fromCity) ? "same city" : "same province";
    }

    // 浙江省 and 浙江, 杭州市 and 杭州 are the same place.
    private static string Place(string name)
    {
        var place = name.Trim();
        var suffix = Array.Find(Suffixes, end => place.Length > end.Length + 1 && place.EndsWith(end, StringComparison.Ordinal));
        return suffix is null ? place : place[..^suffix.Length];
    }
}
