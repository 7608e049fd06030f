using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Web.Shared;

/// <summary>A table as the file that somebody asked for.</summary>
public static class SheetFile
{
    public const string CsvType = "text/csv; charset=utf-8";

    public static readonly IReadOnlyList<string> Kinds = ["csv", "xlsx"];

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="name">Without its ending.</param>
    public static PushStreamHttpResult Of(SheetTable table, string kind, string name) => kind == "xlsx"
        ? TypedResults.Stream(body => Xlsx.WriteAsync(body, table, CancellationToken.None), Xlsx.MediaType, $"{name}.xlsx")
        : TypedResults.Stream(body => Csv.WriteAsync(body, table, CancellationToken.None), CsvType, $"{name}.csv");
}
