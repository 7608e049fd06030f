using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Playbooks.Catalogue;

namespace AfterSales.Domain.Tests.Cases;

public sealed class LabelledEvidenceTests
{
    [Theory]
    [InlineData("confirms", "photo of the defect:Accepted")]
    [InlineData("confirms", "photo of the goods:Rejected", "photo of the defect:Accepted")]
    [InlineData("unclear", "photo of the goods:Rejected", "photo of the defect:Rejected")]
    [InlineData(null, "photo of the goods:Rejected", "photo of the goods:")]
    [InlineData(null, "photo of the goods:")]
    [InlineData(null, "photo of the parcel:Accepted")]
    public void Presume_OfThePhoto_FollowsFromWhatWasMadeOfThem(string? value, params string[] pieces) =>
        LabelledEvidence.Presume(pieces.Select(Piece)).Where(fact => fact.Fact == "photo").Select(fact => fact.Value.AsText).ShouldBe(value is null ? [] : [value]);

    // A genuine slip may speak against the buyer.
    [Theory]
    [InlineData("weigh slip")]
    [InlineData("order sheet")]
    [InlineData("inspection")]
    public void Presume_OfWhatSpeaksForEitherSide_SaysNothing(string label) => LabelledEvidence.Presume([new(label, EvidenceVerdict.Accepted)]).ShouldBeEmpty();

    [Fact]
    public void Presume_IsAValueThatTheFactCanHave()
    {
        foreach (var label in EvidenceLabels.All)
            foreach (var verdict in Enum.GetValues<EvidenceVerdict>())
                foreach (var (fact, value) in LabelledEvidence.Presume([new(label, verdict)]))
                    FactCatalogue.Find(fact)!.Allows(value).ShouldBeTrue($"{fact} = {value}");
    }

    private static LabelledEvidence Piece(string said) =>
        said.Split(':') is [var label, var verdict] ? new(label, verdict.Length == 0 ? null : Enum.Parse<EvidenceVerdict>(verdict)) : throw new ArgumentException(said, nameof(said));
}
