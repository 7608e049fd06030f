namespace AfterSales.Domain.Importing;

/// <summary>What a cell holds: a value, nothing (the default), or a problem.</summary>
public readonly record struct CellValue<T>(T? Value, string? ProblemCode)
    where T : struct;

public static class CellValue
{
    public static CellValue<T> Of<T>(T value)
        where T : struct => new(value, null);

    public static CellValue<T> Problem<T>(string code)
        where T : struct => new(null, code);
}
