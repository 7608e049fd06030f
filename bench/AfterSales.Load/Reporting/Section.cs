namespace AfterSales.Load.Reporting;

/// <summary>What one section measured: a table, the targets it is held to, and what a reader has to know.</summary>
internal sealed record Section(string Name, string[] Columns, IReadOnlyList<object?[]> Rows, IReadOnlyList<Target> Targets, IReadOnlyList<string> Notes);

/// <summary>A target of the issue and how it was met.</summary>
internal sealed record Target(string What, double Result, double Limit, bool AtLeast, string Unit)
{
    public bool Met => AtLeast ? Result >= Limit : Result <= Limit;
}
