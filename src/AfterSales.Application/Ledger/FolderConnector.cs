using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Ledger;

/// <summary>
/// Payments for a robot, as files. An attempt is one file <c>out/KEY.json</c>, complete when it appears. The robot takes it by renaming it to <c>out/KEY.taken</c>,
/// pays, and answers with <c>in/KEY.json</c>: <c>{"state": "paid", "receipt_no": "…"}</c> or <c>{"state": "failed", "reason": "…"}</c>. Only after that may it
/// remove what it took. Withdrawing moves the file to <c>withdrawn/</c>: of the two renames only one can succeed.
/// </summary>
public sealed class FolderConnector : IPaymentConnector
{
    public const string ConnectorName = "folder";

    /// <summary>An answer is a few words.</summary>
    private const int MostBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Written = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _out;
    private readonly string _in;
    private readonly string _withdrawn;
    private readonly ILogger<FolderConnector> _log;

    /// <summary>Answers that could not be read: each is told once, however often it is looked at.</summary>
    private readonly ConcurrentDictionary<string, bool> _unreadable = new(StringComparer.Ordinal);

    public FolderConnector(string folder, ILogger<FolderConnector> log) =>
        (_out, _in, _withdrawn, _log) = (Path.Combine(folder, "out"), Path.Combine(folder, "in"), Path.Combine(folder, "withdrawn"), log);

    public string Name => ConnectorName;

    public async Task SendAsync(PaymentOrder order, CancellationToken ct)
    {
        foreach (var folder in new[] { _out, _in, _withdrawn }) Make(folder);
        var file = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                order.AttemptKey,
                Store = order.StoreId,
                Payout = order.PayoutId,
                Case = order.CaseNumber,
                order.OrderNo,
                order.Buyer,
                Method = order.Method.ToString(),
                order.Payee,
                Amount = order.Amount.ToString("0.00", CultureInfo.InvariantCulture),
                order.Remedy,
                order.SentAt,
            },
            Written);
        var unfinished = Path.Combine(_out, $".{order.AttemptKey}.{Path.GetRandomFileName()}");
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await stream.WriteAsync(file, ct);
                stream.Flush(flushToDisk: true);
            }
            // It appears whole, and never in place of another: an attempt that is there already stays as it is.
            File.Move(unfinished, InOut(order.AttemptKey), overwrite: false);
            FolderSync.Flush(_out);
        }
        catch (IOException) when (File.Exists(InOut(order.AttemptKey)) || File.Exists(Taken(order.AttemptKey)))
        {
            // Told before.
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public async Task<PaymentAnswer> AskAsync(string attemptKey, CancellationToken ct)
    {
        // In the order in which the robot moves it on, so that it is seen wherever it goes meanwhile.
        var isThere = File.Exists(InOut(attemptKey)) || File.Exists(Taken(attemptKey));
        if (await AnswerAsync(attemptKey, ct) is { } answer) return answer;
        if (File.Exists(Withdrawn(attemptKey))) return new PaymentAnswer(PaymentAnswerKind.Failed, "withdrawn");
        return isThere ? PaymentAnswer.Pending : PaymentAnswer.NotKnown;
    }

    public Task<bool> WithdrawAsync(string attemptKey, CancellationToken ct)
    {
        Make(_withdrawn);
        try
        {
            File.Move(InOut(attemptKey), Withdrawn(attemptKey), overwrite: true);
            FolderSync.Flush(_withdrawn);
            return Task.FromResult(true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Never told, or taken.
            return Task.FromResult(!File.Exists(Taken(attemptKey)) && !File.Exists(Answer(attemptKey)));
        }
    }

    private async Task<PaymentAnswer?> AnswerAsync(string attemptKey, CancellationToken ct)
    {
        try
        {
            var file = new FileInfo(Answer(attemptKey));
            // What is too long, a pipe (which has no length) and a link (which may lead to either) are not even opened: reading them may never end.
            if (file.LinkTarget is not null || (file.Exists && file.Length is 0 or > MostBytes)) return Unreadable(attemptKey, null);
            await using var stream = file.OpenRead();
            var answer = await JsonSerializer.DeserializeAsync<RobotAnswer>(stream, Written, ct);
            PaymentAnswer? told = answer switch
            {
                { State: "paid", ReceiptNo: { } receipt } when receipt.Trim().Length > 0 => new(PaymentAnswerKind.Paid, receipt.Trim()),
                { State: "failed" } => new(PaymentAnswerKind.Failed, string.IsNullOrWhiteSpace(answer.Reason) ? "failed" : answer.Reason.Trim()),
                _ => null,
            };
            if (told is null) return Unreadable(attemptKey, null);
            _unreadable.TryRemove(attemptKey, out _);
            return told;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // Perhaps it is being written; perhaps it is no file at all.
            return Unreadable(attemptKey, e);
        }
    }

    private PaymentAnswer Unreadable(string attemptKey, Exception? why)
    {
        if (_unreadable.TryAdd(attemptKey, true)) _log.LogWarning(why, "The answer of the payment robot to {Attempt} says neither that it was paid, with a receipt, nor that it failed", attemptKey);
        return PaymentAnswer.Pending;
    }

    private string InOut(string key) => Path.Combine(_out, key + ".json");

    private string Taken(string key) => Path.Combine(_out, key + ".taken");

    private string Answer(string key) => Path.Combine(_in, key + ".json");

    private string Withdrawn(string key) => Path.Combine(_withdrawn, key + ".json");

    // Payees are nobody else's business on this machine.
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private sealed record RobotAnswer(string? State, string? ReceiptNo, string? Reason);
}
