using AfterSales.Application.People;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Cases;

/// <summary>What of a case a person changes by hand.</summary>
public enum CaseField
{
    Owner,
    Type,
    State,
    Waiting,
    Priority,
    Flag,
    Tags,

    /// <summary>Whether an agreement by phone waits for the buyer's word.</summary>
    Phone,
}

/// <summary>A change somebody asked for: of what, on the case as they saw it, to what, and how to ask again.</summary>
/// <param name="SaveAsync">Saves it on top of a version of the case.</param>
/// <param name="Refusal">Null when it was saved.</param>
public sealed record CaseAttempt(CaseField Field, Case Saw, string Wanted, Func<int, Task<Result<int>>> SaveAsync, Refusal? Refusal)
{
    public static async Task<CaseAttempt> MakeAsync(CaseField field, Case saw, string wanted, Func<int, Task<Result<int>>> save) =>
        new(field, saw, wanted, save, (await save(saw.Version)).Refusal);

    /// <summary>Asks again, knowing what the case is now.</summary>
    public async Task<CaseAttempt> AgainAsync(Case now) => this with { Saw = now, Refusal = (await SaveAsync(now.Version)).Refusal };
}

/// <summary>Puts what a person may change of a case into words, so that two versions can stand side by side.</summary>
public sealed class CaseFieldWords(Texts texts, IReadOnlyDictionary<Guid, Colleague> people)
{
    public string Of(CaseField field, Case subject) => field switch
    {
        CaseField.Owner => Owner(subject.AssigneeId),
        CaseField.Type => CaseMarks.TypeOf(subject.Type, subject.Subtype, texts) ?? texts["Cases.NoType"],
        CaseField.State => texts.Word(subject.State),
        CaseField.Waiting => Waiting(subject.WaitingFor, texts),
        CaseField.Priority => texts.Word(subject.Priority),
        CaseField.Phone => Phone(subject.PhoneUnconfirmed, texts),
        CaseField.Flag => Flag(subject.Flag?.Colour, subject.Flag?.Memo, texts),
        _ => Tags(subject.Tags, texts),
    };

    public static string Phone(bool unconfirmed, Texts texts) => texts[unconfirmed ? "Cases.PhoneUnconfirmed" : "Cases.PhoneNothingOpen"];

    public static string Waiting(Waiting? whom, Texts texts) => texts.Word(whom) ?? texts["Cases.NotWaiting"];

    public static string Flag(FlagColour? colour, string? memo, Texts texts) =>
        texts.Word(colour) is not { } word ? texts["Cases.FlagNone"] : string.IsNullOrWhiteSpace(memo) ? word : $"{word} · {memo.Trim()}";

    public static string Tags(IEnumerable<string> tags, Texts texts) => string.Join(' ', tags) is { Length: > 0 } all ? all : texts["Cases.NoTags"];

    public string Owner(Guid? person) => person is { } id ? people.GetValueOrDefault(id)?.DisplayName ?? texts["History.SomebodyGone"] : texts["Cases.Unclaimed"];
}

/// <summary>A change that came too late, held against what the case is now. Nothing has been lost: the person chooses.</summary>
public sealed record StaleSave(CaseAttempt Attempt, Case Now, string Saw, string Stands)
{
    public static StaleSave Of(CaseAttempt attempt, Case now, CaseFieldWords words) =>
        new(attempt, now, words.Of(attempt.Field, attempt.Saw), words.Of(attempt.Field, now));

    public string Wanted => Attempt.Wanted;

    /// <summary>Who was quicker, as the refusal says.</summary>
    public object? Who => Attempt.Refusal?.Args.ElementAtOrDefault(1);

    /// <summary>Others changed something else; this still is as the person saw it.</summary>
    public bool IsUntouched => Saw == Stands;

    /// <summary>Somebody else did the very same.</summary>
    public bool IsDone => Stands == Wanted;
}
