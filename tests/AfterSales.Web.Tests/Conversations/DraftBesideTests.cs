using System.Text.Json;
using AfterSales.Web.Conversations;
using AfterSales.Web.Evidence;

namespace AfterSales.Web.Tests.Conversations;

public sealed class DraftBesideTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions AsTheBrowserGetsIt = new(JsonSerializerDefaults.Web);

    private static PendingFile Arrived(string id, string? ticket) => new(id, id + ".jpg", 12) { State = PendingState.Ready, Ticket = ticket, Thumbnail = "javascript:alert(1)" };

    [Fact]
    public void Kept_AndReadAgain_IsTheSame()
    {
        var kept = new DraftBeside(true, Now.AddHours(2), [Arrived("a", "t1")]);
        var read = JsonSerializer.Deserialize<DraftBeside>(JsonSerializer.Serialize(kept, AsTheBrowserGetsIt), AsTheBrowserGetsIt)!;
        (read.Note, read.Promise).ShouldBe((kept.Note, kept.Promise));
        read.Files.ShouldBe(kept.Files);
    }

    [Fact]
    public void FilesStillGood_TicketIsNoneAnyMore_HasToBeAttachedAgain()
    {
        var files = new DraftBeside(false, null, [Arrived("a", "good"), Arrived("b", "bad"), Arrived("c", null), Arrived("a", "good")])
            .FilesStillGood(ticket => ticket == "bad" ? "已过期" : null);
        files.Select(f => (f.Id, f.State, f.Ticket, f.Problem)).ShouldBe([("a", PendingState.Ready, "good", null), ("b", PendingState.Failed, null, "已过期")]);
        files[0].Thumbnail.ShouldBe(EvidenceLinks.PendingThumbnail("good"), "an address kept by a browser is not taken on trust");
    }

    [Fact]
    public void FilesStillGood_NothingKept_IsEmpty() => JsonSerializer.Deserialize<DraftBeside>("{}", AsTheBrowserGetsIt)!.FilesStillGood(_ => null).ShouldBeEmpty();

    [Fact]
    public void AsksStillGood_IsWhatTheCatalogueHas_Once()
    {
        JsonSerializer.Deserialize<DraftBeside>("{}", AsTheBrowserGetsIt)!.AsksStillGood.ShouldBeEmpty();
        new DraftBeside(false, null, [], ["photo of the goods", "moon rock", null!, "photo of the goods"]).AsksStillGood.ShouldBe(["photo of the goods"]);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void PromiseStillAhead_OnlyBeforeItsTime(int minutes, bool ahead) =>
        new DraftBeside(false, Now.AddMinutes(minutes), []).PromiseStillAhead(Now).HasValue.ShouldBe(ahead);
}
