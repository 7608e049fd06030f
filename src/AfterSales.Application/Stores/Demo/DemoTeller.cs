using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Stores.Demo;

/// <summary>Plays one case of the script, step by step, by the people of the script.</summary>
internal sealed class DemoTeller(IReadOnlyDictionary<string, Actor> people, Actor feed, DemoTime clock, CaseLocks locks, ReceiveMessages receive)
{
    public async Task TellAsync(DemoCase story, DateTimeOffset now, CancellationToken ct)
    {
        var number = "";
        foreach (var step in story.Steps)
        {
            clock.MoveTo(now - TimeSpan.FromMinutes(step[0].GetDouble()));
            var (what, who) = step[1].GetString()!.Split(':') is [var w, var p] ? (w, people[p]) : (step[1].GetString()!, feed);
            var words = step[2].GetString()!;
            if (what is "buyer" or "auto")
                number = await ReceiveAsync(story, what == "buyer" ? MessageKind.Buyer : MessageKind.Automatic, words, ct);
            else
                Demand(await ActAsync(what, who, number, words, step, ct), what, number);
        }
    }

    private async Task<string> ReceiveAsync(DemoCase story, MessageKind kind, string text, CancellationToken ct)
    {
        var taken = await receive.ExecuteAsync([new(null, "qianniu", story.Buyer, story.Order?.No, kind, null, text, clock.GetUtcNow(), [])], feed, ct);
        return taken[0].Ok ? taken[0].Value!.Number : throw new InvalidOperationException($"The demo story was refused: {taken[0].Refusal}");
    }

    private Task<Result<int>> ActAsync(string what, Actor who, string number, string words, System.Text.Json.JsonElement[] step, CancellationToken ct) => what switch
    {
        "agent" => new ReplyToBuyer(locks).ExecuteAsync(new(number, words), who, ct),
        "note" => new WriteNote(locks).ExecuteAsync(new(number, words), who, ct),
        "classify" => ClassifyAsync(number, Enum.Parse<CaseSubtype>(words), who, ct),
        "move" => new MoveCase(locks).ExecuteAsync(new(number, Enum.Parse<CaseState>(words), null), who, ct),
        "wait" => new PutOnWait(locks).ExecuteAsync(new(number, Enum.Parse<Waiting>(words), null), who, ct),
        "promise" => new MakePromise(locks).ExecuteAsync(new(number, clock.GetUtcNow().AddMinutes(double.Parse(words, CultureInfo.InvariantCulture))), who, ct),
        "flag" => new FlagCase(locks).ExecuteAsync(new(number, Enum.Parse<FlagColour>(words), step[3].GetString(), null), who, ct),
        "resolve" => new ResolveCase(locks).ExecuteAsync(new(number, null), who, ct),
        "close" => new CloseCase(locks).ExecuteAsync(new(number, null), who, ct),
        _ => throw new InvalidOperationException($"The demo script has no step “{what}”."),
    };

    private Task<Result<int>> ClassifyAsync(string number, CaseSubtype subtype, Actor who, CancellationToken ct) =>
        new ClassifyCase(locks).ExecuteAsync(new(number, CaseTypes.TypeOf(subtype), subtype, null), who, ct);

    private static void Demand(Result<int> done, string what, string number)
    {
        if (!done.Ok) throw new InvalidOperationException($"The demo story cannot {what} {number}: {done.Refusal}");
    }
}
