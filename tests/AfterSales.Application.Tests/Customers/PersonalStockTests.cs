using System.Text.RegularExpressions;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Domain.Cases;
using Npgsql;

namespace AfterSales.Application.Tests.Customers;

/// <summary>The stock of ADR 25 names every column that may hold something of a buyer: whoever adds one says what becomes of it.</summary>
public sealed partial class PersonalStockTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.EmptyAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task EveryColumn_IsErasedOrKept()
    {
        var stock = Stock();
        var missing = (await Source.TextColumnsAsync()).Where(c => !stock.Any(row => row.Tables.Contains(c.Table) && (row.Erased.Contains(c.Column) || row.Kept.Contains(c.Column)))).Select(c => $"{c.Table}.{c.Column}");
        missing.ShouldBeEmpty("is it erased with its buyer, or kept, and why? Say so in docs/adr/0025-personal-data.md, and erase it in PersonalTables");
    }

    [Fact]
    public async Task WhatIsErased_IsWhatTheStockSays()
    {
        var columns = await Source.TextColumnsAsync();
        var erased = PersonalTables.All.SelectMany(t => t.Columns.Select(c => (t.Name, c))).Where(columns.Contains).Select(c => $"{c.Name}.{c.c}").Order().ToList();
        // Who decided a removal that was open is written down there, not taken away; whose state it is, is told by the state.
        Stock().SelectMany(row => row.Erased.Where(c => columns.Contains((row.Tables[0], c))).Select(c => $"{row.Tables[0]}.{c}")).Order().ShouldBe(erased.Where(c => c != "removal_requests.state"));
        columns.Select(c => c.Table).Intersect(PersonalTables.All.Select(t => t.Name)).Count().ShouldBe(PersonalTables.All.Length);
    }

    [Fact]
    public async Task Triggers_LetGoOfExactlyWhatIsErased()
    {
        var triggers = new List<string>();
        await using var command = Source.CreateCommand("select tgrelid::regclass::text, encode(tgargs, 'escape') from pg_trigger where tgname = 'append_only' and tgnargs > 0");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) triggers.AddRange(rows.GetString(1).Split(@"\000", StringSplitOptions.RemoveEmptyEntries).Select(column => $"{rows.GetString(0)}.{column}"));
        var named = PersonalTables.All.Where(t => triggers.Any(g => g.StartsWith(t.Name + ".", StringComparison.Ordinal))).SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c}"));
        triggers.Order().ShouldBe(named.Order());
    }

    [Fact]
    public void EveryKeyOfAnEvent_IsKeptOrWords()
    {
        // What people say and what names a buyer.
        string[] words = ["answer", "because", "cause", "customer", "end", "memo", "name", "note", "numbers", "person", "playbook", "problem", "reason", "roles", "start", "tags", "text", "words", "review", "of", "title"];
        var used = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Where(line => line.Contains(nameof(CaseEvent), StringComparison.Ordinal)).SelectMany(line => Key().Matches(line).Select(key => key.Groups["key"].Value)).Distinct(StringComparer.Ordinal).ToList();
        used.Count.ShouldBeGreaterThan(40);
        used.Except(PersonalTables.KeptKeys).Except(words).ShouldBeEmpty("is it a word of ours, or may it hold a buyer's?");
    }

    private NpgsqlDataSource Source => _desk.Get<NpgsqlDataSource>();

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "AfterSales.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    private static List<(string[] Tables, string[] Erased, string[] Kept)> Stock() =>
    [
        .. File.ReadLines(Path.Combine(Root, "docs/adr/0025-personal-data.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|')).Select(cells => (Names(cells[1]), Names(cells[2]), Names(cells[3]))),
    ];

    private static string[] Names(string cell) => [.. Name().Matches(cell).Select(name => name.Groups["name"].Value)];

    [GeneratedRegex("`(?<name>[a-z_0-9]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex("\\(\"(?<key>[a-z_]+)\", ", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
