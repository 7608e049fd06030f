using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Application.Tests.Evidence;

public sealed class EvidenceTicketsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly StoredFile Photo = new(new string('a', 64), "image/jpeg", 12_345, 800, 600, true);
    private static readonly Guid Store = Guid.CreateVersion7(Start);

    private readonly MovableTime _time = new(Start);
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly EvidenceTickets _tickets;
    private readonly Actor _agent = Person(Store);

    public EvidenceTicketsTests() => _tickets = new(_keys, EvidenceLimits.Default, _time);

    [Fact]
    public void Read_OwnTicket_IsTheFile()
    {
        var ticket = _tickets.Issue(Photo, "../外箱.JPG", _agent);

        _tickets.Read(ticket, _agent).Value.ShouldBe(new Attachment("外箱.JPG", Photo));
    }

    [Fact]
    public void Read_ByAColleague_IsTaken()
    {
        _tickets.Read(_tickets.Issue(Photo, "a.jpg", _agent), Person(Store)).Ok.ShouldBeTrue();
    }

    [Fact]
    public void Read_FromAnotherStore_IsRefused()
    {
        var ticket = _tickets.Issue(Photo, "a.jpg", _agent);

        _tickets.Read(ticket, Person(Guid.CreateVersion7(Start))).Refusal!.Code.ShouldBe("evidence.ticket_invalid");
    }

    [Fact]
    public void Read_AfterItsLifetime_IsRefused()
    {
        var ticket = _tickets.Issue(Photo, "a.jpg", _agent);
        _time.MoveTo(Start + EvidenceTickets.Lifetime - TimeSpan.FromSeconds(1));
        _tickets.Read(ticket, _agent).Ok.ShouldBeTrue();

        _time.MoveTo(Start + EvidenceTickets.Lifetime);

        _tickets.Read(ticket, _agent).Refusal!.Code.ShouldBe("evidence.ticket_invalid");
    }

    [Fact]
    public void Read_Forged_IsRefused()
    {
        var ticket = _tickets.Issue(Photo, "a.jpg", _agent);
        var stranger = new EvidenceTickets(new EphemeralDataProtectionProvider(), EvidenceLimits.Default, _time).Issue(Photo, "a.jpg", _agent);
        var otherPurpose = _keys.CreateProtector("something else").Protect("{}");
        var bent = (ticket[40] == 'A' ? 'B' : 'A') is var c ? ticket[..40] + c + ticket[41..] : "";

        foreach (var forged in new[] { "", "x", "not base64 !", bent, ticket[..^4], ticket + ticket, stranger, otherPurpose })
            _tickets.Read(forged, _agent).Refusal!.Code.ShouldBe("evidence.ticket_invalid");
    }

    [Fact]
    public void ReadAll_OneBad_RefusesAll()
    {
        string[] tickets = [_tickets.Issue(Photo, "a.jpg", _agent), "x"];

        _tickets.ReadAll(tickets, _agent).Refusal!.Code.ShouldBe("evidence.ticket_invalid");
    }

    [Fact]
    public void ReadAll_SamePictureTwice_ComesTwice()
    {
        string[] tickets = [_tickets.Issue(Photo, "a.jpg", _agent), _tickets.Issue(Photo, "b.jpg", _agent), _tickets.Issue(Photo with { Sha256 = new string('b', 64) }, "c.jpg", _agent)];

        _tickets.ReadAll(tickets, _agent).Value!.Select(f => f.Name).ShouldBe(["a.jpg", "b.jpg", "c.jpg"]);
    }

    [Fact]
    public void ReadAll_MoreThanAMessageCarries_IsRefused()
    {
        var tickets = Enumerable.Range(0, EvidenceLimits.Default.FilesPerMessage + 1).Select(_ => _tickets.Issue(Photo, "a.jpg", _agent)).ToList();

        _tickets.ReadAll(tickets, _agent).Refusal!.Code.ShouldBe("message.too_many_files");
    }

    private static Actor Person(Guid store) => Actor.Person(Guid.CreateVersion7(Start), "林小满", store, [Role.AfterSales]);
}
