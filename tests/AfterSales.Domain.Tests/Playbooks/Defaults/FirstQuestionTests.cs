using AfterSales.Domain.Cases;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>What an agent is told to ask, in an order that makes sense with five minutes to reply.</summary>
public sealed class FirstQuestionTests
{
    private static readonly Dictionary<CaseSubtype, string> First = new()
    {
        [CaseSubtype.MisTranscribed] = "photo",
        [CaseSubtype.WrongShipped] = "photo",
        [CaseSubtype.Missing] = "photo",
        [CaseSubtype.UnderPacked] = "photo",
        [CaseSubtype.OverShipped] = "weigh slip",
        [CaseSubtype.Refused] = "",
        [CaseSubtype.SignedShort] = "photo",
        [CaseSubtype.SignedDamaged] = "photo",
        [CaseSubtype.Defect] = "photo",
        [CaseSubtype.ColourDifference] = "photo",
        [CaseSubtype.SizeOff] = "photo",
        [CaseSubtype.NotAsDescribed] = "photo",
        [CaseSubtype.CounterfeitDoubt] = "proof of origin",
        [CaseSubtype.Unreachable] = "forwarding",
        [CaseSubtype.Difficult] = "forwarding",
        [CaseSubtype.Misdelivered] = "courier answer",
        [CaseSubtype.Lost] = "courier answer",
        [CaseSubtype.Damaged] = "photo",
        [CaseSubtype.Delayed] = "courier answer",
        [CaseSubtype.AddressChange] = "courier answer",
        [CaseSubtype.CourierConduct] = "courier answer",
        [CaseSubtype.SevenDay] = "condition",
        [CaseSubtype.OverSevenDay] = "condition",
        [CaseSubtype.WrongSizeOrdered] = "condition",
        [CaseSubtype.WrongAddress] = "",
        [CaseSubtype.Attitude] = "chat record",
        [CaseSubtype.Misguided] = "chat record",
        [CaseSubtype.SlowHandling] = "chat record",
        [CaseSubtype.Negative] = "signs of extortion",
        [CaseSubtype.Neutral] = "signs of extortion",
        [CaseSubtype.Extortion] = "",
        [CaseSubtype.CancelOrder] = "",
        [CaseSubtype.ChangeStyle] = "",
        [CaseSubtype.PriceDifference] = "difference owed",
        [CaseSubtype.Invoice] = "invoice details",
        [CaseSubtype.SameBuyerManyAddresses] = "buyer reachable",
        [CaseSubtype.UnknownAddress] = "buyer reachable",
        [CaseSubtype.OutOfArea] = "other courier",
        [CaseSubtype.OutOfStock] = "restock",
        [CaseSubtype.ShippingTermsUnmet] = "buyer reachable",
        [CaseSubtype.UnmetRequest] = "possible",
        [CaseSubtype.CashOnDelivery] = "buyer reachable",
    };

    public static TheoryData<CaseSubtype> Subtypes => [.. Enum.GetValues<CaseSubtype>()];

    [Theory]
    [MemberData(nameof(Subtypes))]
    public void Questions_WithNothingAskedYet_BeginWithTheCheapestThatDecides(CaseSubtype subtype)
    {
        var questions = Desk.Of(CaseTypes.TypeOf(subtype).ToString()).Guide($"subtype={subtype}").Questions.Shortest;
        (questions.FirstOrDefault()?.Name ?? "").ShouldBe(First[subtype]);
    }

    [Theory]
    [MemberData(nameof(Subtypes))]
    public void Questions_WithTheSystemsFactsKnown_AreForPeopleAlone(CaseSubtype subtype)
    {
        var questions = Desk.Of(CaseTypes.TypeOf(subtype).ToString()).Guide($"subtype={subtype}").Questions.Facts;
        questions.ShouldAllBe(fact => AfterSales.Domain.Playbooks.Catalogue.FactCatalogue.Find(fact.Name)!.IsAsked);
    }
}
