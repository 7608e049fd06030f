namespace AfterSales.Load.Intake;

/// <summary>
/// What buyers write during the measurement: each customer sends three messages, the first opens a case, the others join it;
/// every second customer names an order. The floor writes the rows of the same talk.
/// </summary>
internal sealed class Talk(string run, int worker)
{
    private const int MessagesPerCase = 3;

    private static readonly string[] Texts =
    [
        "你好，我收到的衣服发错了，颜色不对，麻烦看一下",
        "在吗？",
        "照片已经发了，什么时候给我处理",
        "快递显示签收了，可是我没有收到包裹",
        "麻烦尽快回复一下，谢谢亲",
        "裙子上有一个小洞，是质量问题吧",
    ];

    private int _count = -1;

    public Said Next()
    {
        var n = ++_count;
        var customer = n / MessagesPerCase;
        return new(
            $"{run}-{worker}-{n}",
            $"买家{run}{worker}_{customer}",
            customer % 2 == 0 ? $"{run}{worker:000}{customer:00000000}" : null,
            Texts[n % Texts.Length],
            Opens: n % MessagesPerCase == 0);
    }
}

/// <summary>One message of the talk.</summary>
internal sealed record Said(string ExternalId, string Customer, string? OrderNo, string Text, bool Opens);
