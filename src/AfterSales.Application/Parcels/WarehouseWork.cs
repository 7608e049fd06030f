using AfterSales.Application.Cases;
using AfterSales.Application.Conversations;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Parcels;

/// <summary>What the use cases of the warehouse have in common. Nothing is saved here.</summary>
internal static class WarehouseWork
{
    /// <summary>Keeps photos and words as a note of the case, where they are evidence; nothing where there is neither.</summary>
    public static void Show(this LockedCase work, string? words, IReadOnlyList<Attachment>? photos)
    {
        if (PlainText.IsBlank(words) && photos is not { Count: > 0 }) return;
        var (actor, now) = (work.Actor, work.Now);
        var note = new Message(Ids.New(now), work.Subject.StoreId, work.Subject.Id, MessageKind.Note, "desk", null, PlainText.Storable(words ?? "").Trim(), now, now, actor.PersonId, actor.Name);
        work.Db.Messages.Add(note);
        MessageEffects.Attach(work.Db, work.Subject, note, photos, actor.PersonId);
        work.Record(CaseEvent.Of(CaseEventKind.NoteAdded));
    }

    /// <summary>A case that waited for the warehouse waits no longer once it has every answer: a note on stock holds nobody up.</summary>
    public static void EndWaiting(this LockedCase work, CaseActions actions)
    {
        if (work.Subject is not { IsOpen: true, WaitingFor: Waiting.Warehouse } || actions.All.Exists(a => a is { Flow: ActionFlow.Check or ActionFlow.Return, IsEnded: false })) return;
        if (work.Subject.WaitFor(null).Value is not { } changed) return;
        work.Record(changed);
        work.LetClocksFollowWaiting();
    }

    public static string? Text(string? text) => PlainText.IsBlank(text) ? null : PlainText.Storable(text!).Trim();
}
