using System.Globalization;
using System.Text;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Evidence;

/// <summary>
/// <c>evidence verify FILE.zip… [--sha256 HASH]</c>: whether an evidence pack is what was made, without server, database or network. Findings go to standard output, one a line, what keeps
/// the command from answering to standard error. Ends with 0, or with 1 when anything is wrong.
/// </summary>
internal sealed class EvidenceCommand(TextWriter output, TextWriter errors, CultureInfo language)
{
    private const int HashLength = 64;

    private readonly Texts _texts = new(language);

    /// <summary>At the terminal, in the language of <c>LANG</c>.</summary>
    public static int Run(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Languages.Chinese : Languages.English;
        return new EvidenceCommand(Console.Out, Console.Error, language).Execute(arguments);
    }

    public int Execute(string[] arguments)
    {
        try
        {
            return arguments switch
            {
                ["verify", .. var rest] => Verify(CommandArguments.Read(rest, flags: [], options: ["--sha256"])),
                ["-h" or "--help" or "help", ..] => Help(output, 0),
                _ => Help(errors, 1),
            };
        }
        catch (CommandProblem problem)
        {
            errors.WriteLine(_texts[problem.Key, problem.Args]);
            return 1;
        }
    }

    private int Verify(CommandArguments arguments)
    {
        var hash = arguments.All("--sha256").LastOrDefault();
        if (arguments.Files.Count == 0 || (hash is not null && arguments.Files.Count > 1)) throw new CommandProblem("PackCommand.OneFileNeeded");
        if (hash is not null && (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigit))) throw new CommandProblem("PackCommand.NoHash", hash);
        // Each of them is looked at, also behind one that is not right.
        var right = arguments.Files.ConvertAll(file => IsRight(file, hash));
        return right.Contains(false) ? 1 : 0;
    }

    private bool IsRight(string file, string? hash)
    {
        try
        {
            return Verify(file, hash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(e.Message);
            return false;
        }
    }

    private bool Verify(string file, string? hash)
    {
        using var zip = File.OpenRead(file);
        var verdict = PackCheck.Check(zip, hash);
        foreach (var finding in verdict.Findings) output.WriteLine($"{file}: {Sentence(finding)}");
        if (verdict.ManifestSha256 is { } computed) output.WriteLine($"{file}: {_texts["PackCommand.Manifest", computed]}");
        if (verdict.Findings.Count > 0)
        {
            output.WriteLine($"{file}: {_texts["PackCommand.Wrong", verdict.Findings.Count]}");
            return false;
        }
        output.WriteLine($"{file}: {_texts[hash is null ? "PackCommand.RightByItself" : "PackCommand.Right", verdict.Manifest!.Files.Count, Printable(verdict.Manifest.Case)]}");
        return true;
    }

    // What a file says of itself is printed without what moves a terminal's cursor.
    private string Sentence(PackFinding finding) => _texts[finding.Path is null ? $"PackCommand.{finding.Problem}" : $"PackCommand.{finding.Problem}.Of", Printable(finding.Path)];

    private static string Printable(string? path) => string.Concat((path ?? "").Where(c => !char.IsControl(c)));

    private int Help(TextWriter to, int status)
    {
        to.WriteLine(_texts["PackCommand.Help"]);
        return status;
    }
}
