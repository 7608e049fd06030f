using System.Globalization;
using AfterSales.Domain.People.Quality;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People.Quality;

/// <summary>Puts samples and scores into words.</summary>
public static class QualityWords
{
    /// <summary>92.5%; a dash where there is none.</summary>
    public static string Percent(decimal? percent) => percent is { } some ? some.ToString("0.#", CultureInfo.InvariantCulture) + "%" : "–";

    /// <summary>1.5; a dash where there is none.</summary>
    public static string Number(decimal? number) => number is { } some ? some.ToString("0.##", CultureInfo.InvariantCulture) : "–";

    /// <summary>随机、超时回复: why it was picked.</summary>
    public static string Why(this Texts texts, IEnumerable<SampleReason> reasons) => string.Join(texts["Guidance.ListComma"], reasons.Select(reason => texts.Word(reason)));

    public static string? ToneOf(SampleState state) => state switch { SampleState.Open => "soon", SampleState.Scored => "good", _ => null };

    /// <summary>What was given for a criterion.</summary>
    public static string Given(this Texts texts, ScoreCriterion criterion, CriterionScore? score) => score switch
    {
        null => "–",
        { Failed: true } => texts["Quality.Failed"],
        _ when criterion.MustNotFail => texts["Quality.Passed"],
        { Points: { } points } => $"{points.ToString(CultureInfo.InvariantCulture)} / {criterion.Points.ToString(CultureInfo.InvariantCulture)}",
        _ => texts["Quality.NotUp"],
    };
}
