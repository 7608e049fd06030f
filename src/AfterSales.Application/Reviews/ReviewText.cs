using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Reviews;

/// <summary>What people and programs write of a review, as it may be kept.</summary>
internal static class ReviewText
{
    public static string? Clean(string? text) => PlainText.IsBlank(text) ? null : PlainText.Storable(text!).Trim();

    public static ReviewDetails Clean(ReviewDetails said) => said with { Text = Clean(said.Text) ?? "", Style = Clean(said.Style), Link = Clean(said.Link), PostedAt = said.PostedAt?.ToUniversalTime() };
}
