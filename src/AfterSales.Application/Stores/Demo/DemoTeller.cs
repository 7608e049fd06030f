using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Customers;
using AfterSales.Application.Evidence;
using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores.Demo;

/// <summary>Plays the steps of the script one by one, by its people and through the use cases that people use, at the time its clock shows.</summary>
internal sealed class DemoTeller(
    Databases databases, IReadOnlyDictionary<string, Actor> people, DemoPictures pictures, DemoTime clock, CaseLocks locks, PlaybookShelf shelf, ReceiveMessages receive, DemoDeeds deeds, RefundDeadlines refunds)
{
    private readonly Dictionary<DemoCase, string> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Actor _feed = Actor.System(people.Values.First().StoreId);

    public async Task TellAsync(DemoCase story, DemoStep step, CancellationToken ct)
    {
        var who = step.Who is { } login ? people[login] : _feed;
        if (step.What == "refund") _numbers[story] = await RefundAsync(story, step, ct);
        else if (step.What is "buyer" or "auto" or "phone") _numbers[story] = await ReceiveAsync(story, step, who, ct);
        else Demand(await ActAsync(story, step, who, ct), step, _numbers[story]);
    }

    private async Task<string> ReceiveAsync(DemoCase story, DemoStep step, Actor who, CancellationToken ct)
    {
        var taken = step.What == "phone"
            ? await new OpenCaseByHand(receive, new(locks), new(locks)).ExecuteAsync(new("phone", story.Buyer, story.Order?.No, step.Words), who, ct)
            : (await receive.ExecuteAsync([new(null, "qianniu", story.Buyer, story.Order?.No, step.What == "buyer" ? MessageKind.Buyer : MessageKind.Automatic, null, step.Words,
                clock.GetUtcNow(), await pictures.OfAsync(step.More, ct))], who, ct))[0];
        return taken.Ok ? taken.Value.Number : throw new InvalidOperationException($"The demo story was refused: {taken.Refusal}");
    }

    private async Task<string> RefundAsync(DemoCase story, DemoStep step, CancellationToken ct)
    {
        await DemoRefunds.AddAsync(databases.Source, _feed.StoreId, story, step, clock.GetUtcNow(), ct);
        await refunds.SeeToAsync(_feed.StoreId, ct);
        await using var db = databases.For(_feed);
        return await db.Cases.Where(c => c.OrderNo == story.Order!.No).OrderByDescending(c => c.OpenedAt).Select(c => c.Number).FirstAsync(ct);
    }

    private async Task<Result> ActAsync(DemoCase story, DemoStep step, Actor who, CancellationToken ct)
    {
        var (number, words) = (_numbers[story], step.Words);
        return step.What switch
        {
            "agent" => Done(await new ReplyToBuyer(locks).ExecuteAsync(new(number, words, await pictures.OfAsync(step.More, ct)), who, ct)),
            "note" => Done(await new WriteNote(locks).ExecuteAsync(new(number, words, await pictures.OfAsync(step.More, ct)), who, ct)),
            "classify" => Done(await ClassifyAsync(number, Enum.Parse<CaseSubtype>(words), who, ct)),
            "say" => Done(await new SayFacts(locks, shelf).ExecuteAsync(new(number, step.Facts()), who, ct)),
            "request" => Done(await new RequestEvidence(locks).ExecuteAsync(new(number, [words]), who, ct)),
            "label" => Done(await new DescribeEvidence(locks, shelf).ExecuteAsync(new(number, await PiecesAsync(number, step.More, ct), EvidenceTrait.Label, words), who, ct)),
            "accept" => Done(await new JudgeEvidence(locks, shelf).ExecuteAsync(new(number, await PiecesAsync(number, [words, .. step.More], ct), EvidenceVerdict.Accepted), who, ct)),
            "move" => Done(await new MoveCase(locks).ExecuteAsync(new(number, Enum.Parse<CaseState>(words), null), who, ct)),
            "wait" => Done(await new PutOnWait(locks).ExecuteAsync(new(number, Enum.Parse<Waiting>(words), null), who, ct)),
            "promise" => Done(await new MakePromise(locks).ExecuteAsync(new(number, clock.GetUtcNow().AddMinutes(double.Parse(words, CultureInfo.InvariantCulture))), who, ct)),
            "flag" => Done(await new FlagCase(locks).ExecuteAsync(new(number, Enum.Parse<FlagColour>(words), step.More[0], null), who, ct)),
            "tag" => Done(await new TagCase(locks).ExecuteAsync(new(number, words.Split(' '), null), who, ct)),
            "priority" => Done(await new PrioritiseCase(locks).ExecuteAsync(new(number, Enum.Parse<Priority>(words), null), who, ct)),
            "claim" => Done(await new AssignCase(locks).ExecuteAsync(new(number, who.PersonId, null), who, ct)),
            "assign" => Done(await new AssignCase(locks).ExecuteAsync(new(number, people[words].PersonId, null), who, ct)),
            "release" => Done(await new AssignCase(locks).ExecuteAsync(new(number, null, null), who, ct)),
            "resolve" => Done(await new ResolveCase(locks).ExecuteAsync(new(number, null), who, ct)),
            "agree" => Done(await new RecordPhoneAgreement(locks, shelf).ExecuteAsync(new(number, words, null), who, ct)),
            "confirm" => Done(await new ConfirmPhoneAgreement(locks, shelf).ExecuteAsync(new(number, await LastOfBuyerAsync(number, ct), null), who, ct)),
            "followup" => Done(await new RecordFollowUp(locks).ExecuteAsync(FollowUp(number, step), who, ct)),
            "close" => Done(await new CloseCase(locks).ExecuteAsync(new(number, null, words), who, ct)),
            "remark" => await new WriteStaffNote(databases, clock).ExecuteAsync(new(await CustomerIdAsync(story, ct), null, words), who, ct),
            "mark" => await new FlagCustomer(databases, locks, clock).ExecuteAsync(new(await CustomerIdAsync(story, ct), Enum.Parse<FlagColour>(words), step.More[0], SeenVersion: 0), who, ct),
            "review" => Done(await new RecordReview(locks, shelf).ExecuteAsync(new(number, Review(step)), who, ct)),
            "outcome" => Done(await new ConcludeReview(locks, shelf).ExecuteAsync(new(number, new(Enum.Parse<ReviewOutcome>(words), Rating: step.More is [var rating] ? Enum.Parse<ReviewRating>(rating) : null)), who, ct)),
            "evidence" => Done(await new MarkLine(locks).ExecuteAsync(new(number, await LastOfBuyerAsync(number, ct), true), who, ct)),
            "extort" => await new FlagExtortion(databases, locks, clock).ExecuteAsync(new(await CustomerIdAsync(story, ct), true, words, number, SeenVersion: 1), who, ct),
            _ => await deeds.DoAsync(number, step, who, ct) ?? throw new InvalidOperationException($"The demo script has no step “{step.What}”."),
        };
    }

    private Task<Result<int>> ClassifyAsync(string number, CaseSubtype subtype, Actor who, CancellationToken ct) =>
        new ClassifyCase(locks).ExecuteAsync(new(number, CaseTypes.TypeOf(subtype), subtype, null), who, ct);

    // The outcome, the buyer's mark, or none, and their words.
    private static RecordFollowUpInput FollowUp(string number, DemoStep step) =>
        new(number, Enum.Parse<FollowUpOutcome>(step.Words), int.TryParse(step.More[0], CultureInfo.InvariantCulture, out var mark) ? mark : null, step.More[1], null);

    // What it says, its rating, stars and cause; it was posted an hour before somebody took it up.
    private static ReviewDetails Review(DemoStep step) => new()
    {
        Text = step.Words,
        Rating = Enum.Parse<ReviewRating>(step.More[0]),
        Stars = int.Parse(step.More[1], CultureInfo.InvariantCulture),
        Cause = Enum.Parse<ReviewCause>(step.More[2]),
        PostedAt = step.At.AddHours(-1),
    };

    private async Task<Guid> LastOfBuyerAsync(string number, CancellationToken ct)
    {
        await using var db = databases.For(_feed);
        return await db.Messages.Where(m => m.Kind == MessageKind.Buyer && db.Cases.Any(c => c.Id == m.CaseId && c.Number == number))
            .OrderByDescending(m => m.SentAt).Select(m => m.Id).FirstAsync(ct);
    }

    private async Task<IReadOnlyList<Guid>> PiecesAsync(string number, IReadOnlyList<string> shown, CancellationToken ct)
    {
        var names = shown.Select(pictures.NameOf).ToList();
        await using var db = databases.For(_feed);
        return await db.Evidence.Where(e => names.Contains(e.Name) && db.Cases.Any(c => c.Id == e.CaseId && c.Number == number)).Select(e => e.Id).ToListAsync(ct);
    }

    private async Task<Guid> CustomerIdAsync(DemoCase story, CancellationToken ct)
    {
        await using var db = databases.For(_feed);
        return await db.Customers.Where(c => c.Nick == story.Buyer).Select(c => c.Id).SingleAsync(ct);
    }

    private static Result Done(Result<int> result) => result.Ok ? Result.Done : result.Refusal;

    private static void Demand(Result done, DemoStep step, string number)
    {
        if (done.Refusal is { } refusal) throw new InvalidOperationException($"The demo story cannot {step.What} {number}: {refusal.Code} {string.Join(' ', refusal.Args)}");
    }
}
