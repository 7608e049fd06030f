using System.Threading.Channels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Application.Conversations;

/// <summary>
/// The way in for single messages: those that arrive while a transaction is being written share the next one. An answer is
/// given only after the commit, so acknowledged means durable; the disk is waited for once per group, not once per message.
/// A group that fails is taken again one by one, so that one bad message harms only itself.
/// </summary>
public sealed class MessageIntake(ReceiveMessages receive) : BackgroundService
{
    /// <summary>Groups are written side by side, so that the disk and the processors both stay busy.</summary>
    private const int Writers = 2;

    private const int MaxGroup = 100;
    private const int MaxQueue = 10_000;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MaxQueue) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Takes one message in; returns after it is committed or refused.</summary>
    public async Task<Result<ReceivedMessage>> ReceiveAsync(IncomingMessage message, Actor actor, CancellationToken ct = default)
    {
        var waiting = new Waiting(message, actor, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(waiting, ct);
        // Not cancelled half-way: once queued it will be written, and the caller should hear of it.
        return await waiting.Answer.Task.WaitAsync(ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(stoppingToken), stoppingToken)));

    private async Task WriteAsync(CancellationToken ct)
    {
        var group = new List<Waiting>(MaxGroup);
        while (await _queue.Reader.WaitToReadAsync(ct))
        {
            group.Clear();
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var waiting)) group.Add(waiting);
            foreach (var sender in group.GroupBy(w => w.Actor)) await TakeAsync([.. sender], sender.Key, ct);
        }
    }

    private async Task TakeAsync(Waiting[] group, Actor actor, CancellationToken ct)
    {
        try
        {
            var answers = await receive.ExecuteAsync([.. group.Select(w => w.Message)], actor, ct);
            for (var i = 0; i < group.Length; i++) group[i].Answer.TrySetResult(answers[i]);
        }
        catch (Exception e) when (group.Length == 1 || e is OperationCanceledException)
        {
            foreach (var waiting in group) waiting.Answer.TrySetException(e);
        }
        catch (Exception)
        {
            foreach (var waiting in group) await TakeAsync([waiting], actor, ct);
        }
    }

    private sealed record Waiting(IncomingMessage Message, Actor Actor, TaskCompletionSource<Result<ReceivedMessage>> Answer);
}
