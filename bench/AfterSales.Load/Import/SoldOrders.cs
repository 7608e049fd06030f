using System.Globalization;

namespace AfterSales.Load.Import;

/// <summary>
/// Sold orders as the platform exports them: the 61 columns of the order list of 2018 to 2020 (FORMATS 1.1, G5), invented
/// values. Seven buyers in ten come once, two orders in three have been sent, one in twelve carries a remark.
/// </summary>
internal static class SoldOrders
{
    public static readonly string[] Headers =
    [
        "订单编号", "买家会员名", "买家支付宝账号", "支付单号", "支付详情", "买家应付货款", "买家应付邮费", "买家支付积分", "总金额", "返点积分", "买家实际支付金额", "买家实际支付积分",
        "订单状态", "买家留言", "收货人姓名", "收货地址 ", "运送方式", "联系电话 ", "联系手机", "订单创建时间", "订单付款时间 ", "宝贝标题 ", "宝贝种类 ", "物流单号 ", "物流公司", "订单备注",
        "宝贝总数量", "店铺Id", "店铺名称", "订单关闭原因", "卖家服务费", "买家服务费", "发票抬头", "是否手机订单", "分阶段订单信息", "特权订金订单id", "是否上传合同照片", "是否上传小票",
        "是否代付", "定金排名", "修改后的sku", "修改后的收货地址", "异常信息", "天猫卡券抵扣", "集分宝抵扣", "是否是O2O交易", "新零售交易类型", "新零售导购门店名称", "新零售导购门店id",
        "新零售发货门店名称", "新零售发货门店id", "退款金额", "预约门店", "确认收货时间", "打款商家金额", "含应开票给个人的个人红包", "是否信用购", "体验期结束时间", "前N有礼", "配送类型", "主订单编号",
    ];

    private static readonly string[] States = ["交易成功", "卖家已发货，等待买家确认", "买家已付款，等待卖家发货"];
    private static readonly string[] Titles = ["【顺丰包邮】不锈钢雪平锅20cm 日式奶锅不粘锅泡面锅", "日式菜刀VG10大马士革钢三德刀厨房家用", "法式碎花连衣裙女夏季2020新款收腰显瘦", "儿童防滑学步鞋软底宝宝机能鞋"];
    private static readonly string[] Addresses = ["广东省 广州市 越秀区 测试街道环市东路{0}号 2栋301(510000)", "四川省 成都市 武侯区 测试大道{0}号(610000)", "浙江省 杭州市 余杭区 仓前街道文一西路{0}号(311100)", "江苏省 苏州市 工业园区 星湖街{0}号(215000)"];
    private static readonly string[] Couriers = ["顺丰速运", "圆通速递", "中通快递", "韵达快递"];
    private static readonly DateTime First = new(2020, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The cells of order number <paramref name="n"/>, without the quirks of any file format.</summary>
    public static string[] Row(int n)
    {
        var created = First.AddSeconds(n * 37L);
        var paid = 59 + (n * 17 % 400) + ((n % 10) / 10m);
        var sent = n % 3 != 2;
        var buyer = n % 10 < 7 ? n : n / 10;
        var amount = Money(paid);
        return
        [
            OrderNo(n), $"tb买家{buyer:000000}", $"tb{buyer:000000}@example.com", $"20200301220011{n:00000000000000}", $"支付宝 {amount}", amount, "0.00", "0", amount, "0", amount, "0",
            States[n % 3], n % 9 == 0 ? "麻烦包装好一点，\"易碎\"，谢谢" : "", $"测试{(char)('甲' + (n % 5))}{n % 100}", string.Format(CultureInfo.InvariantCulture, Addresses[n % 4], n % 900), "快递", "", $"138{n:00000000}",
            Time(created), Time(created.AddMinutes(2)), Titles[n % 4], "1", sent ? $"SF{1_000_000_000_000L + n}" : "", sent ? Couriers[n % 4] : "", n % 12 == 0 ? "客服已备注：少发盖子,补发" : "",
            "1", "0", "测试旗舰店", "订单未关闭", "0", "0元", "", n % 4 == 0 ? "" : "手机订单", "", "", "否", "否",
            "否", "", "", "", "", "", "", "", "", "", "",
            "", "", "0.00", "", sent ? Time(created.AddDays(5)) : "", sent ? amount : "0.00", "0.00", "否", "", "", "", OrderNo(n),
        ];
    }

    private static string OrderNo(int n) => $"8{n:000000}351531000{n % 100:00}";

    private static string Money(decimal yuan) => yuan.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
