using System.Globalization;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Stores;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>The place in a phrase that is filled in, as people read and write it: {填写} in Chinese, {fill in} in English. It is kept as <see cref="PhrasePlace.Mark"/>.</summary>
public static class PhrasePlaces
{
    /// <summary>The place in a language.</summary>
    public static string In(string language) => new Texts(CultureInfo.GetCultureInfo(language))["Rules.PhrasePlace"];

    /// <summary>A phrase as it is read and changed.</summary>
    public static string Show(string text, string language) => text.Replace(PhrasePlace.Mark, In(language), StringComparison.Ordinal);

    /// <summary>A phrase as it is kept, whichever language's place somebody wrote.</summary>
    public static string Read(string written) => Store.Languages.Aggregate(written, (text, language) => text.Replace(In(language), PhrasePlace.Mark, StringComparison.OrdinalIgnoreCase));
}
