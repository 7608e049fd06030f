using Npgsql;
using static AfterSales.Application.Tests.Remedies.QualityCase;

namespace AfterSales.Application.Tests.Remedies;

/// <summary>More people than the node has connections want the same case, which is held for a while: as soon as it is free they go on.</summary>
public sealed class CaseRushTests : IAsyncLifetime
{
    private const int People = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Agree_ByManyAtOnce_OnACaseThatWasHeld_WaitsForTheCaseAlone()
    {
        var number = await OpenAsync(_desk);
        await using var holder = new NpgsqlConnection(_desk.ConnectionString);
        await holder.OpenAsync();
        await using (var hold = new NpgsqlCommand($"begin; select from cases where number = '{number}' for update", holder)) await hold.ExecuteNonQueryAsync();

        var clicks = Enumerable.Range(0, People).Select(i => Task.Run(() => AgreeAsync(_desk, number, 5, key: $"click-{i}"))).ToList();
        await Task.Delay(TimeSpan.FromSeconds(5));
        await using (var release = new NpgsqlCommand("commit", holder)) await release.ExecuteNonQueryAsync();

        var answers = await Task.WhenAll(clicks).WaitAsync(Patience);
        answers.Count(answer => answer.Ok).ShouldBe(1, "the others are told that it was agreed already");
    }
}
