using AfterSales.Application.People;

namespace AfterSales.Web.People;

/// <summary>What somebody types to get an account.</summary>
public sealed class NewPersonForm
{
    public string? DisplayName { get; set; }
    public string? UserName { get; set; }
    public string? Password { get; set; }

    public NewPerson ToInput(string language) => new(DisplayName ?? "", UserName ?? "", Password ?? "", language);
}
