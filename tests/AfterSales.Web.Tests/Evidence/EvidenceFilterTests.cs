using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Web.Evidence;

namespace AfterSales.Web.Tests.Evidence;

public sealed class EvidenceFilterTests
{
    private static readonly EvidenceLine Line = new(Guid.Empty, "a.jpg", "image/jpeg", 1, 1, 1, false, null);

    private static readonly EvidenceLine[] Pieces =
    [
        Line with { Name = "new" },
        Line with { Name = "accepted", Verdict = EvidenceVerdict.Accepted, Label = EvidenceLabels.Defect },
        Line with { Name = "rejected", Verdict = EvidenceVerdict.Rejected, Label = "weigh slip" },
        Line with { Name = "copy", OriginalId = Guid.Empty, Label = EvidenceLabels.Defect },
        Line with { Name = "gone", RemovedAt = DateTimeOffset.UnixEpoch, Label = "weigh slip" },
    ];

    [Theory]
    [InlineData(EvidenceGroup.All, null, "new", "accepted", "rejected", "copy", "gone")]
    [InlineData(EvidenceGroup.ToJudge, null, "new")]
    [InlineData(EvidenceGroup.Accepted, null, "accepted")]
    [InlineData(EvidenceGroup.Rejected, null, "rejected")]
    [InlineData(EvidenceGroup.NoLabel, null, "new")]
    [InlineData(EvidenceGroup.All, "photo of the goods", "accepted", "copy")]
    [InlineData(EvidenceGroup.All, "weigh slip", "rejected", "gone")]
    [InlineData(EvidenceGroup.Rejected, "photo of the goods")]
    public void Fits_ByGroupAndByWhatItAnswers(EvidenceGroup group, string? answers, params string[] shown) =>
        Pieces.Where(line => new EvidenceFilter(group, answers).Fits(new EvidencePiece(line, DateTimeOffset.UnixEpoch, "", null))).Select(line => line.Name).ShouldBe(shown);

    [Fact]
    public void ToShow_WhatWasRemoved_IsNotOpened() => Pieces.ToShow().Select(line => line.Name).ShouldNotContain("gone");
}
