using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using AfterSales.Web.Remedies;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Ledger;

/// <summary>Puts payments and bookings into words.</summary>
public static class LedgerWords
{
    /// <summary>Taobao, Tmall; a platform that is not known here goes by its own name.</summary>
    public static string Platform(this Texts texts, string platform) => texts.Find($"Ledger.Platform.{platform}") ?? platform;

    public static string Connector(this Texts texts, string? connector) => connector is null ? "" : texts.Find($"Ledger.Connector.{connector}") ?? connector;

    /// <summary>快递 · 中通; 个人 · 客服甲; 店铺.</summary>
    public static string Bearer(this Texts texts, Party party, string? name, Guid? personId, IReadOnlyDictionary<Guid, string> people) =>
        (personId is { } id ? people.GetValueOrDefault(id) ?? texts["History.SomebodyGone"] : name) is { } who ? $"{texts.Word(party)} · {who}" : texts.Word(party);

    /// <summary>小额打款 · 部分折让; 优惠券.</summary>
    public static string WayOf(this Texts texts, PayoutMethod method, string remedy)
    {
        var (way, what) = (texts.Word(method), texts.Action(remedy));
        return way == what ? way : $"{way} · {what}";
    }

    public static string PartyOf(this Texts texts, ClaimParty party) => party.Name is { } name ? $"{texts.Word(party.Party)} · {name}" : texts["Ledger.Unnamed", texts.Word(party.Party)];

    public static string Tone(PayoutState state) => state switch
    {
        PayoutState.Confirmed => "good",
        PayoutState.Failed => "late",
        PayoutState.Sent => "soon",
        PayoutState.Approved => "act",
        _ => "",
    };

    /// <summary>How a party stands in an address: courier:中通.</summary>
    public static string Key(ClaimParty party) => $"{party.Party.ToString().ToLowerInvariant()}:{party.Name}";

    public static ClaimParty? PartyOf(string? key)
    {
        var parts = (key ?? "").Split(':', 2);
        Party? party = parts[0] switch { "courier" => Party.Courier, "supplier" => Party.Supplier, _ => null };
        return party is { } known && parts.Length == 2 ? new ClaimParty(known, parts[1].Length == 0 ? null : parts[1]) : null;
    }
}
