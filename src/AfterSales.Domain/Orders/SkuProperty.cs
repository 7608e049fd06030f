namespace AfterSales.Domain.Orders;

/// <summary>One choice the buyer made: 颜色分类 = 20厘米锅. The name is empty when the source gives the value alone.</summary>
public sealed record SkuProperty(string Name, string Value);
