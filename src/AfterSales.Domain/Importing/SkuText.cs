using AfterSales.Domain.Orders;

namespace AfterSales.Domain.Importing;

/// <summary>`颜色分类：20厘米;尺码：XL`: colons are full-width in old files and half-width in new ones.</summary>
public static class SkuText
{
    public static IReadOnlyList<SkuProperty> Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];

        var properties = new List<SkuProperty>(2);
        foreach (var part in text.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOfAny([':', '：']);
            properties.Add(colon < 0 ? new SkuProperty("", part) : new SkuProperty(part[..colon].Trim(), part[(colon + 1)..].Trim()));
        }

        return properties;
    }
}
