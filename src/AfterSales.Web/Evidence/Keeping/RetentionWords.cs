using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Evidence.Keeping;

/// <summary>For how long evidence is kept, in words.</summary>
public static class RetentionWords
{
    /// <summary>24 个月, or 一直保留.</summary>
    public static string Kept(this Texts texts, KeptFor kept) => kept.Months is { } months ? texts["Retention.MonthsOf", months] : texts["Retention.Good"];

    /// <summary>The type, or what cases without one are called.</summary>
    public static string TypeOrNone(this Texts texts, CaseType? type) => type is { } known ? texts.Word(known) : texts["Retention.WithoutType"];

    /// <summary>Why a piece was removed: the rule by which it went, or what a person wrote.</summary>
    public static string RemovalReason(this Texts texts, string? reason) =>
        RetentionPolicy.ReadReason(reason) is { } rule ? texts["Retention.Reason", rule.Months, rule.Version] : reason ?? "";

    /// <summary>保全 2 个、付款未完成 1 个: how many cases stay, by why.</summary>
    public static string KeptList(this Texts texts, IReadOnlyDictionary<KeptBecause, long> kept) =>
        string.Join(texts["Shared.ListSeparator"], kept.OrderBy(why => why.Key).Select(why => texts["Retention.KeptOf", texts.Word(why.Key), why.Value]));
}
