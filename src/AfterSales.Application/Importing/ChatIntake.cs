using AfterSales.Application.Conversations;
using AfterSales.Application.Importing.Staging;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Importing;
using AfterSales.Domain.People;

namespace AfterSales.Application.Importing;

/// <summary>A chat that came as a file: the same way as one that is pasted, without anybody to ask.</summary>
public sealed class ChatIntake(Databases databases, ImportChat chats)
{
    internal async Task<(ImportState State, string? Failure)> RunAsync(ClaimedImport job, Stream content, CancellationToken ct)
    {
        var (chat, problem) = ChatFile.Read(content, await chats.HintsAsync(job.StoreId, day: null, ct));
        if (chat is null) return (ImportState.Failed, problem!.Code);
        if (chat.BuyerNick is not { } buyer) return (ImportState.Failed, "chat.buyer_needed");

        var taken = await chats.TakeAsync(chat, buyer, orderNo: null, Actor.System(job.StoreId) with { Name = job.StartedByName }, ct);
        var refusals = new StagedRefusals(job);
        foreach (var (line, reason) in taken.Refused)
            refusals.Add(new RefusedRow { Sheet = "", RowNumber = line, Problems = [new RowProblem(reason.Code)] });
        await KeepAsync(job, chat, taken, refusals, ct);
        return (ImportState.Done, null);
    }

    private async Task KeepAsync(ClaimedImport job, ChatTranscript chat, ImportedChat taken, StagedRefusals refusals, CancellationToken ct)
    {
        await using var connection = await StagingConnection.OpenAsync(databases, ct);
        await using (var create = new Npgsql.NpgsqlCommand(StagedRefusals.Create, connection)) await create.ExecuteNonQueryAsync(ct);
        await refusals.KeepAsync(connection, chat.Entries.Count, erasureKey: null, ct);
        await using var command = new Npgsql.NpgsqlCommand("update imports set added = @added, unchanged = @known where id = @id and store_id = @store and claimed_by = @claim", connection);
        command.Parameters.AddWithValue("added", taken.Added);
        command.Parameters.AddWithValue("known", taken.Known);
        command.Parameters.AddWithValue("id", job.Id);
        command.Parameters.AddWithValue("store", job.StoreId);
        command.Parameters.AddWithValue("claim", job.ClaimedBy);
        await command.ExecuteNonQueryAsync(ct);
    }
}
