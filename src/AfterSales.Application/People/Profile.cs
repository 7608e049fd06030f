using System.Net.Mail;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>What may stand in a person's profile.</summary>
internal static class Profile
{
    public static Result CheckDisplayName(string name) =>
        PlainText.IsBlank(name) || name.Trim().Length > 40 || name.Any(char.IsControl) || PlainText.Undirected(name) != name
            ? Refusal.Invalid("person.name_invalid") with { Field = nameof(NewPerson.DisplayName) }
            : Result.Done;

    /// <summary>Null for a language that the product does not speak.</summary>
    public static string? KnownLanguage(string? language) => language is "zh-CN" or "en" ? language : null;

    /// <summary>Good enough to tell an address from a slip; only a letter sent there could tell more.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && !text.Any(char.IsWhiteSpace);
}
