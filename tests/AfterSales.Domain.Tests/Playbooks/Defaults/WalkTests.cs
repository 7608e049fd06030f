using AfterSales.Domain.Playbooks.Guidance;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>One whole case of each of the four types that matter most, question by question.</summary>
public sealed class WalkTests
{
    [Fact]
    public void WrongItem_MissingPiece_FromFirstMessageToReship() => Walk(
        "WrongItem", "subtype=Missing",
        ("photo", "confirms"),
        ("weigh slip", "confirms"),
        ("stock", "true"))
        .ShouldBe("reship* 80, apology, refund only 80, return and refund 200 !supervisor");

    [Fact]
    public void DamagedParcel_SignedDamaged_FromPhotoToExchange() => Walk(
        "DamagedParcel", "subtype=SignedDamaged",
        ("photo", "confirms"),
        ("stock", "true"),
        ("courier proof", "confirms"))
        .ShouldBe("exchange* 200, apology, partial discount 15, return and refund 200");

    [Fact]
    public void Quality_SlightDefect_FromPhotoToDiscount() => Walk(
        "Quality", "subtype=Defect",
        ("photo", "confirms"),
        ("own fault", "false"),
        ("wear", "unworn"),
        ("stock", "true"),
        ("severity", "slight"))
        .ShouldBe("partial discount* 15, apology, repair 15, exchange 200, return and refund 200");

    [Fact]
    public void Logistics_LostParcel_FromQueryToReship() => Walk(
        "Logistics", "subtype=Lost; parcel=on the way",
        ("courier answer", "confirmed"),
        ("buyer wants", "goods"),
        ("stock", "true"),
        ("in a hurry", "false"))
        .ShouldBe("reship* 200, apology");

    /// <summary>Answers what is asked, one question at a time, each in its turn; then gives what is offered.</summary>
    private static string Walk(string type, string facts, params (string Asked, string Answer)[] talk)
    {
        var known = Desk.Pairs(facts).ToList();
        foreach (var (asked, answer) in talk)
        {
            var guidance = Desk.Of(type).Guide(known);
            guidance.Questions.Shortest[0].Name.ShouldBe(asked);
            guidance.Questions.Shortest.Length.ShouldBeLessThanOrEqualTo(4);
            known.Add((asked, answer));
        }

        var last = Desk.Of(type).Guide(known);
        last.Questions.Facts.ShouldBeEmpty();
        last.Options.ShouldAllBe(option => option.IsCertain);
        return string.Join(", ", last.Options.Where(option => option.Standing != Standing.Forbidden).Select(option =>
            FormattableString.Invariant($"{option.Remedy}{(option.Standing == Standing.Preferred ? "*" : "")}{(option.UpTo is { } upTo ? $" {upTo:0}" : "")}{(option.Need == "supervisor" ? " !supervisor" : "")}")));
    }
}
