using AfterSales.Application.People.Quality;
using AfterSales.Web.Ledger;

namespace AfterSales.Web.People.Quality;

/// <summary>What the page of samples shows: a list of them, or what they come to.</summary>
public enum QualityPart
{
    Open,
    Calibrating,
    Scored,
    Withdrawn,

    /// <summary>Scores of a month by person.</summary>
    People,

    /// <summary>How far those who score agree.</summary>
    Agreement,

    /// <summary>The weeks that were drawn.</summary>
    Draws,
}

/// <summary>Addresses of samples; what a list shows stands in them.</summary>
public static class QualityAddress
{
    public const string List = "/people/quality";
    public const string Settings = "/settings/quality";
    public const string DrawFile = "/people/quality-draw.csv";

    public static string Sample(Guid id) => $"{List}/{id}";

    public static string Of(QualityPart part, Guid? person = null, DateOnly? month = null)
    {
        string?[] said = [part == QualityPart.Open ? null : $"show={part.ToString().ToLowerInvariant()}", person is { } one ? $"person={one}" : null, month is { } some ? $"month={Months.Text(some)}" : null];
        var query = string.Join('&', said.Where(word => word is not null));
        return query.Length == 0 ? List : $"{List}?{query}";
    }

    public static string File(DateOnly month, Guid? person, string kind) => $"{List}.{kind}?month={Months.Text(month)}{(person is { } one ? $"&person={one}" : "")}";

    /// <summary>What a week was drawn from, as a file.</summary>
    public static string Candidates(DateOnly week) => $"{DrawFile}?week={Months.DayText(week)}";

    public static QualityPart PartOf(string? text) => Enum.TryParse<QualityPart>(text, ignoreCase: true, out var part) && Enum.IsDefined(part) ? part : QualityPart.Open;

    /// <summary>Null where no list of samples is shown.</summary>
    public static QualityView? ViewOf(QualityPart part) => part switch
    {
        QualityPart.Open => QualityView.Open,
        QualityPart.Calibrating => QualityView.Calibrating,
        QualityPart.Scored => QualityView.Scored,
        QualityPart.Withdrawn => QualityView.Withdrawn,
        _ => null,
    };
}
