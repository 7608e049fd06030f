using System.Threading.Channels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <summary>
/// The way in for single messages: those that arrive while transactions are being written share the next one. An answer is
/// given only after the commit, so acknowledged means durable; the disk is waited for once per group, not once per message.
/// A group that fails is taken again one by one, so that one bad message harms only itself.
/// </summary>
public sealed class MessageIntake(ReceiveMessages receive)
{
    /// <summary>Groups are written side by side, so that the disk and the processors both stay busy.</summary>
    private const int Writers = 2;

    private const int MaxGroup = 100;
    private const int MaxQueue = 10_000;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MaxQueue) { FullMode = BoundedChannelFullMode.Wait });
    private readonly Lock _gate = new();
    private int _writing;

    /// <summary>Takes one message in; returns after it is committed or refused.</summary>
    public async Task<Result<ReceivedMessage>> ReceiveAsync(IncomingMessage message, Actor actor, CancellationToken ct = default)
    {
        var waiting = new Waiting(message, actor, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(waiting, ct);
        StartWriting();
        // Not cancelled half-way: once queued it will be written, and the caller should hear of it.
        return await waiting.Answer.Task.WaitAsync(ct);
    }

    // Whoever finds a writer free writes at once, on the thread that brought the message: nobody has to be woken for it. It
    // belongs to all who wait, so nothing of the request that happened to start it goes with it.
    private void StartWriting()
    {
        lock (_gate)
        {
            if (_writing == Writers) return;
            _writing++;
        }
        using (ExecutionContext.SuppressFlow()) _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (NextGroup() is { Count: > 0 } group)
                foreach (var sender in group.GroupBy(w => w.Actor)) await TakeAsync([.. sender], sender.Key);
        }
        finally
        {
            lock (_gate) _writing--;
        }
        // Who came after the last look found no writer free.
        if (_queue.Reader.TryPeek(out _)) StartWriting();
    }

    private List<Waiting> NextGroup()
    {
        var group = new List<Waiting>();
        while (group.Count < MaxGroup && _queue.Reader.TryRead(out var waiting)) group.Add(waiting);
        return group;
    }

    private async Task TakeAsync(Waiting[] group, Actor actor)
    {
        try
        {
            var answers = await receive.ExecuteAsync([.. group.Select(w => w.Message)], actor, CancellationToken.None);
            for (var i = 0; i < group.Length; i++) group[i].Answer.TrySetResult(answers[i]);
        }
        catch (Exception e) when (group.Length == 1)
        {
            group[0].Answer.TrySetException(e);
        }
        catch (Exception)
        {
            foreach (var waiting in group) await TakeAsync([waiting], actor);
        }
    }

    private sealed record Waiting(IncomingMessage Message, Actor Actor, TaskCompletionSource<Result<ReceivedMessage>> Answer);
}
