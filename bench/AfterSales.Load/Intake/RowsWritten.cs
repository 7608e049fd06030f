using System.Globalization;
using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Intake;

/// <summary>Rows that a database holds for every message in it, table by table: the floor must write what the product writes.</summary>
internal sealed class RowsWritten
{
    // Workers end in the middle of a customer's three messages, so the two are never quite the same.
    private const double Tolerance = 0.05;

    private static readonly string[] Tables = ["customers", "cases", "messages", "clocks", "clock_timers", "case_history", "outbox", "evidence", "clock_pauses"];

    private readonly Dictionary<string, double> _perMessage;

    private RowsWritten(Dictionary<string, double> perMessage) => _perMessage = perMessage;

    public static async Task<RowsWritten> CountAsync(BenchDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var rows = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            await using var command = source.CreateCommand($"select count(*) from {table}");
            rows[table] = (long)(await command.ExecuteScalarAsync())!;
        }
        return new(rows.ToDictionary(t => t.Key, t => t.Value / rows["messages"], StringComparer.Ordinal));
    }

    /// <summary>Throws where they differ: the comparison would not be worth anything.</summary>
    public void MustEqual(RowsWritten other)
    {
        foreach (var (table, rows) in _perMessage)
            if (Math.Abs(rows - other._perMessage[table]) > Tolerance * Math.Max(1, rows))
                throw new InvalidOperationException($"Rows a message: {this}; of the other: {other}");
    }

    public override string ToString() => string.Join(", ", _perMessage.Where(t => t.Value > 0).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} {t.Value:0.00}")));
}
