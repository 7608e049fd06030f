using AfterSales.Domain.Evidence;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Evidence;

/// <summary>What evidence shows and what was made of it, in words.</summary>
public static class EvidenceWords
{
    /// <summary>外包装, 面单, 瑕疵 …</summary>
    public static string Label(this Texts texts, string label) => texts[$"Evidence.Label.{label}"];

    /// <summary>A ready reason in the reader's language; any other as it was written.</summary>
    public static string Reason(this Texts texts, string? reason) => reason is null ? "" : texts.Find($"Evidence.Reason.{reason}") ?? reason;

    /// <summary>采信, or 不采信 and why.</summary>
    public static string Verdict(this Texts texts, EvidenceVerdict verdict, string? reason) =>
        verdict == EvidenceVerdict.Accepted ? texts.Word(verdict) : texts["Evidence.RejectedBecause", texts.Word(verdict), texts.Reason(reason)];
}
