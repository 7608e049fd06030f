using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>What may be said to buyers, whichever phrase it is for.</summary>
internal static class PhraseTexts
{
    public static Refusal? WhyNot(string text) =>
        text.Length > StorePhrase.MaxText ? Refusal.Invalid("phrase.too_long", StorePhrase.MaxText)
        : PhrasePlace.Unknown(text) is { } place ? Refusal.Invalid("phrase.place_unknown", place, PhrasePlace.Mark)
        : null;
}
