using System.Text.RegularExpressions;

namespace AfterSales.Web.Tests.Architecture;

/// <summary>The house of DESIGN: who may know whom, and which rooms there are.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Areas =
        ["Cases", "Conversations", "Clocks", "Playbooks", "Remedies", "Ledger", "Approvals", "Evidence", "Orders", "Customers", "Parcels", "Feedback", "Reviews", "People", "Insights", "Importing", "Integrations", "Stores"];

    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["AfterSales.Domain"] = [],
        ["AfterSales.Application"] = ["AfterSales.Domain"],
        ["AfterSales.Web"] = ["AfterSales.Application", "AfterSales.Domain"],
    };

    private static readonly Dictionary<string, string[]> TechnicalRooms = new(StringComparer.Ordinal)
    {
        ["AfterSales.Domain"] = ["Shared"],
        ["AfterSales.Application"] = ["Persistence"],
        ["AfterSales.Web"] = ["Layout", "Shared", "Hosting", "Resources", "wwwroot", "Properties"],
    };

    [Theory]
    [InlineData("AfterSales.Domain")]
    [InlineData("AfterSales.Application")]
    [InlineData("AfterSales.Web")]
    public void Project_References_PointDownOnly(string project)
    {
        var known = System.Reflection.Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("AfterSales.", StringComparison.Ordinal));
        known.ShouldBeSubsetOf(MayKnow[project]);
    }

    [Theory]
    [InlineData("AfterSales.Domain")]
    [InlineData("AfterSales.Application")]
    [InlineData("AfterSales.Web")]
    public void Project_Folders_AreBusinessAreas(string project)
    {
        var rooms = Directory.GetDirectories(Path.Combine(Repository.Root, "src", project)).Select(Path.GetFileName).Where(n => n is not "bin" and not "obj");
        rooms.ShouldBeSubsetOf([.. Areas, .. TechnicalRooms[project]]);
    }

    [Fact]
    public void Domain_IsPure()
    {
        System.Reflection.Assembly.Load("AfterSales.Domain").GetReferencedAssemblies().ShouldAllBe(a => a.Name!.StartsWith("System.", StringComparison.Ordinal));
        foreach (var file in Repository.Files("src/AfterSales.Domain", "*.cs"))
            Impure().IsMatch(File.ReadAllText(file)).ShouldBeFalse($"{Repository.Relative(file)} is asynchronous or asks a clock");
    }

    [Theory]
    [InlineData("Clocks")]
    [InlineData("Evidence")]
    [InlineData("Playbooks")]
    public void Domain_MechanismAreas_KnowNothingOfCases(string area)
    {
        var folder = Path.Combine(Repository.Root, "src/AfterSales.Domain", area);
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            File.ReadAllText(file).ShouldNotContain("AfterSales.Domain.Cases", customMessage: Repository.Relative(file));
    }

    [Fact]
    public void Web_HasNoEntityFrameworkType()
    {
        System.Reflection.Assembly.Load("AfterSales.Web").GetReferencedAssemblies()
            .ShouldNotContain(a => a.Name!.Contains("EntityFrameworkCore", StringComparison.Ordinal) || a.Name == "Npgsql");
    }

    [Fact]
    public void SystemDb_IsUsedOnlyWhereEveryStoreIsMeant()
    {
        string[] allowed = AcrossStores;
        var users = Repository.Files("src", "*.cs").Where(f => File.ReadLines(f).Any(l => UsesSystemDb().IsMatch(l) && !l.TrimStart().StartsWith("///", StringComparison.Ordinal))).Select(Repository.Relative).Order();
        users.Except(allowed).ShouldBeEmpty();
        allowed.Except(users).ShouldBeEmpty("the list must not outlive its reasons");
    }

    [Fact]
    public void Files_KeepTheirSize()
    {
        var sizes = Repository.Files("src", "*.*").Concat(Repository.Files("tests", "*.cs")).Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count(), Limit: Limit(f)));
        sizes.Where(s => s.Lines > s.Limit).Select(s => $"{s.File}: {s.Lines} > {s.Limit}").ShouldBeEmpty();
    }

    // Sign-in, keys and start-up come before a store is known; workers and boards serve every store.
    private static string[] AcrossStores =>
    [
        "src/AfterSales.Application/ApplicationServices.cs",
        "src/AfterSales.Application/Cases/OpenCases.cs",
        "src/AfterSales.Application/People/AccountScope.cs",
        "src/AfterSales.Application/People/ActorQueries.cs",
        "src/AfterSales.Application/People/AuthenticateApiKey.cs",
        "src/AfterSales.Application/People/InviteQueries.cs",
        "src/AfterSales.Application/People/DemoApiKey.cs",
        "src/AfterSales.Application/People/Sessions.cs",
        "src/AfterSales.Application/Persistence/DataProtectionKey.cs",
        "src/AfterSales.Application/Persistence/DatabaseSetup.cs",
        "src/AfterSales.Application/Persistence/Databases.cs",
        "src/AfterSales.Application/Persistence/SystemDb.cs",
        "src/AfterSales.Application/Playbooks/FirstPlaybooks.cs",
        "src/AfterSales.Application/Stores/CreateStore.cs",
        "src/AfterSales.Application/Stores/Demo/DemoStore.cs",
        "src/AfterSales.Application/Stores/StoreOpening.cs",
        "src/AfterSales.Application/Stores/StoreQueries.cs",
    ];

    private static int Limit(string file) => file switch
    {
        _ when file.EndsWith(".razor.cs", StringComparison.Ordinal) => 300,
        _ when file.EndsWith(".razor", StringComparison.Ordinal) => 250,
        _ when file.EndsWith(".cs", StringComparison.Ordinal) => 400,
        _ => int.MaxValue,
    };

    [GeneratedRegex(@"\basync\b|\bawait\b|TimeProvider|Environment\.|Random\.Shared")]
    private static partial Regex Impure();

    [GeneratedRegex(@"\bSystemDb\b|AcrossStores\(")]
    private static partial Regex UsesSystemDb();
}
