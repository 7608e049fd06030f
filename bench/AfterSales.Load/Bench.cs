using AfterSales.Load.Agents;
using AfterSales.Load.Approvals;
using AfterSales.Load.Clocks;
using AfterSales.Load.Evidence;
using AfterSales.Load.Finding;
using AfterSales.Load.Import;
using AfterSales.Load.Insights;
using AfterSales.Load.Intake;
using AfterSales.Load.Pages;
using AfterSales.Load.Playbooks;
using AfterSales.Load.Reporting;

namespace AfterSales.Load;

/// <summary>Runs the sections that were asked for, one after the other, and prints what they found.</summary>
internal static class Bench
{
    private const string Usage = "AfterSales.Load [all|intake|clocks|pages|agents|import|playbooks|approvals|uploads|archive|reports|search ...] [--quick] [--json <file>]";

    private static readonly IReadOnlyDictionary<string, Func<Run, Task<Section>>> Sections = new Dictionary<string, Func<Run, Task<Section>>>(StringComparer.Ordinal)
    {
        ["intake"] = IntakeSection.RunAsync,
        ["clocks"] = ClocksSection.RunAsync,
        ["pages"] = PagesSection.RunAsync,
        ["agents"] = AgentsSection.RunAsync,
        ["import"] = ImportSection.RunAsync,
        ["playbooks"] = PlaybooksSection.RunAsync,
        ["approvals"] = ApprovalsSection.RunAsync,
        ["uploads"] = UploadSection.RunAsync,
        ["archive"] = ArchiveSection.RunAsync,
        ["reports"] = ReportsSection.RunAsync,
        ["search"] = SearchSection.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (Plan.Read(args, Sections.Keys) is not { } plan)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            // Not the end of the process: servers and folders of the section are put away first.
            e.Cancel = true;
            stop.Cancel();
        };
        var report = new Report(Machine.Describe());
        try
        {
            foreach (var name in plan.Sections)
            {
                await Console.Error.WriteLineAsync($"{name} …");
                report.Add(await Sections[name](new(plan.Quick, stop.Token)));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 130;
        }
        finally
        {
            await report.WriteAsync(Console.Out, plan.JsonFile);
        }
        return 0;
    }
}
