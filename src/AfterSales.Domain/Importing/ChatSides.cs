namespace AfterSales.Domain.Importing;

/// <summary>
/// Who is the store and who is the buyer. A sub-account (`店铺名:客服名`) is the store, as is any nick we were told of; of the others,
/// the one most often heard or addressed is the buyer. The rest stays unknown.
/// </summary>
internal sealed class ChatSides
{
    private readonly ChatHints hints;

    public ChatSides(ChatHints hints, IReadOnlyList<ChatDraft> drafts)
    {
        this.hints = hints;
        BuyerNick = drafts
            .SelectMany(draft => draft.Addressee is null ? new[] { draft.Speaker } : [draft.Speaker, draft.Addressee])
            .Where(nick => !IsSeller(nick))
            .GroupBy(nick => nick, StringComparer.Ordinal)
            .OrderByDescending(nick => nick.Count())
            .FirstOrDefault()?.Key;
    }

    public string? BuyerNick { get; }

    public ChatSide Of(string nick) =>
        IsSeller(nick) ? ChatSide.Seller
        : nick == BuyerNick ? ChatSide.Buyer
        : ChatSide.Unknown;

    public string? AgentName(string nick) => IsSeller(nick) && SubAccountColon(nick) is > 0 and var colon ? nick[(colon + 1)..].Trim() : null;

    private bool IsSeller(string nick) =>
        SubAccountColon(nick) > 0
        || nick is "商家" or "卖家" or "客服" or "服务助手"
        || nick == hints.StoreName
        || hints.SellerNicks?.Contains(nick) == true;

    private static int SubAccountColon(string nick) => nick.IndexOfAny([':', '：']);
}
