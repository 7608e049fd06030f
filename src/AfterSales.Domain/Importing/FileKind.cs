namespace AfterSales.Domain.Importing;

/// <summary>What an uploaded file is.</summary>
public enum FileKind
{
    Unknown,

    /// <summary>订单报表: one row an order.</summary>
    OrderList,

    /// <summary>宝贝报表 / 销售明细: one row an item of an order.</summary>
    OrderLines,

    /// <summary>发货报表: who receives an order, and where.</summary>
    Deliveries,

    /// <summary>千牛三表: sheets of several of the kinds above.</summary>
    QianniuWorkbook,

    /// <summary>One row an item, with the whole order beside it.</summary>
    PddOrders,
    JdOrders,

    Refunds,
    Chat,
}
