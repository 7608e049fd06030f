using System.Globalization;
using System.Text;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// <c>playbook check | eval | export</c>, for people who keep rules in git: no server, no database. Findings and answers go to standard output,
/// what keeps a command from answering to standard error. Ends with 0, or with 1 when a file has an error or the command cannot be carried out.
/// </summary>
internal sealed class PlaybookCommand(Stream input, TextWriter output, TextWriter errors, CultureInfo language)
{
    private readonly Texts _texts = new(language);

    /// <summary>At the terminal, in the language of <c>LANG</c>.</summary>
    public static int Run(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Languages.Chinese : Languages.English;
        try
        {
            return new PlaybookCommand(Console.OpenStandardInput(), Console.Out, Console.Error, language).Execute(arguments);
        }
        catch (IOException e)
        {
            // The disk is full, or whoever read along has gone.
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    public int Execute(string[] arguments)
    {
        try
        {
            return arguments switch
            {
                ["check", .. var rest] => new PlaybookCheckCommand(_texts, new(input), output).Execute(CommandArguments.Read(rest, flags: ["--any-facts"], options: ["--with"])),
                ["eval", .. var rest] => new PlaybookEvalCommand(_texts, new(input), new StreamReader(input), output, errors).Execute(CommandArguments.Read(rest, flags: [], options: ["--with", "--decision", "--facts"])),
                ["export", .. var rest] => Export(CommandArguments.Read(rest, flags: [], options: [])),
                [] => Help(1),
                ["-h" or "--help" or "help", ..] => Help(0),
                _ => throw new CommandProblem("PlaybookCommand.UnknownCommand", arguments[0]),
            };
        }
        catch (CommandProblem problem)
        {
            errors.WriteLine(_texts[problem.Key, [.. problem.Args.Select(argument => argument is ValueKind kind ? _texts.Word(kind) : argument)]]);
            return 1;
        }
    }

    private int Export(CommandArguments arguments)
    {
        var types = DefaultPlaybooks.Types.Append(DefaultPlaybooks.SharedName).ToList();
        if (arguments.Files is not [var type] || !types.Contains(type))
            throw new CommandProblem("PlaybookCommand.TypeNeeded", string.Join(", ", types));
        output.WriteLine(DmnWriter.Write(type == DefaultPlaybooks.SharedName ? DefaultPlaybooks.File(type) : DefaultPlaybooks.Of(type)));
        return 0;
    }

    /// <summary>Asked for, it is the answer; with nothing to do, it is what keeps the command from answering.</summary>
    private int Help(int status)
    {
        (status == 0 ? output : errors).WriteLine(_texts["PlaybookCommand.Help"]);
        return status;
    }
}
