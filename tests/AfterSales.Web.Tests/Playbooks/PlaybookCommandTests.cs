using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Playbooks;

/// <summary>Playbook files at the terminal: what it answers, and what it says about files and facts that are not right.</summary>
public sealed class PlaybookCommandTests : IDisposable
{
    private const string Offer = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:as="urn:aftersales:playbook" name="offers" namespace="n" as:timeZone="Asia/Shanghai">
          <inputData id="i1" name="signed on"><variable name="signed on" typeRef="date" as:nullable="true"/></inputData>
          <inputData id="i2" name="paid"><variable name="paid" typeRef="number"/></inputData>
          <decision id="d1" name="offer"><decisionTable hitPolicy="FIRST">
            <input><inputExpression><text>signed on</text></inputExpression></input><input><inputExpression><text>paid</text></inputExpression></input>
            <output name="what" typeRef="string"/><output name="up to" typeRef="number"/><annotation name="en"/><annotation name="zh-CN"/>
            <rule id="r1"><inputEntry><text>&gt;= date("2026-11-01")</text></inputEntry><inputEntry><text>&lt; 100</text></inputEntry><outputEntry><text>"refund"</text></outputEntry><outputEntry><text>paid</text></outputEntry><annotationEntry><text>cheap</text></annotationEntry><annotationEntry><text>金额小</text></annotationEntry></rule>
            <rule id="r2"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"explain"</text></outputEntry><outputEntry><text>null</text></outputEntry></rule>
          </decisionTable></decision>
        </definitions>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aftersales-playbooks-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Check_DefaultPlaybooks_AreInOrder()
    {
        var shared = File("Shared.dmn", DefaultPlaybooks.Document(DefaultPlaybooks.SharedName));
        string[] files = [.. DefaultPlaybooks.Types.Select(type => File($"{type}.dmn", DefaultPlaybooks.Document(type)))];
        var (status, output, errors) = Run(["check", .. files, "--with", shared]);
        (status, errors).ShouldBe((0, ""));
        output.ShouldBe(string.Concat(files.Select(file => $"{file}: 0 errors, 0 warnings\n")));
    }

    [Theory]
    [InlineData("<text>&lt; 100</text>", "<text>&lt; hundred</text>", ": offer, row 1, column 2 “paid”, character 3: error: There is no fact or decision named “hundred”.")]
    [InlineData("<text>null</text>", "<text>\"much\"</text>", ": offer, row 2, column 4 “up to”: error: The column is of kind number, this is text.")]
    [InlineData("</definitions>", "</definition>", ": error: No valid XML at line 10, character 3.")]
    [InlineData("<decision id", "<!DOCTYPE d><decision id", ": error: No valid XML at line 4, character 5.")]
    [InlineData("hitPolicy=\"FIRST\"", "hitPolicy=\"BEST\"", ": offer: error: There is no hit policy “BEST” “”.")]
    [InlineData("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\"", ": offer, row 1, 2: error: These rows can match together, but only one row may. For example signed on = date(\"2026-11-01\"), paid = 99")]
    public void Check_SomethingWrong_NamesItsPlaceAndEndsWith1(string right, string wrong, string line)
    {
        var file = File("offer.dmn", Offer.Replace(right, wrong, StringComparison.Ordinal));
        var (status, output, _) = Run(["check", file, "--any-facts"]);
        status.ShouldBe(1);
        output.Split('\n').ShouldContain(file + line);
        Run(["eval", file, "--decision", "offer", "--facts", "-"], "{}").Status.ShouldBe(right.StartsWith("hitPolicy=\"FIRST", StringComparison.Ordinal) && wrong.Contains("UNIQUE", StringComparison.Ordinal) ? 0 : 1);
    }

    [Fact]
    public void Check_ADash_ReadsStandardInput()
    {
        var (status, output, _) = Run(["check", "-", "--any-facts"], Offer);
        (status, output).ShouldBe((0, "-: 0 errors, 0 warnings\n"));
        Run(["check", "-", "--any-facts"], "\n<!DOCTYPE d>\n" + Offer).Output.ShouldStartWith("-: error: There is a DOCTYPE at line 2");
        Run(["check", "-"], "").Output.ShouldStartWith("-: error: No valid XML at line 1, character 1.");
    }

    [Fact]
    public void Check_FactsThatTheProductDoesNotKnow_AreErrorsUnlessAnyWillDo()
    {
        var file = File("offer.dmn", Offer);
        Run(["check", file]).Output.ShouldContain("There is no fact named “paid”.");
        Run(["check", file, "--any-facts"]).Status.ShouldBe(0);
    }

    [Fact]
    public void Check_APhraseOfSomebodysStore_IsAWarningThatNamesRowAndColumn()
    {
        var shared = File("Shared.dmn", DefaultPlaybooks.Document(DefaultPlaybooks.SharedName));
        var own = DefaultPlaybooks.File("WrongItem").WithTable("phrases", table => table.WithPicked(1, table.Inputs.Count + 1, "\"own-3f9a1c20be\""));
        var file = File("WrongItem.dmn", DmnWriter.Write(own));
        var (status, output, errors) = Run(["check", file, "--with", shared]);
        (status, errors).ShouldBe((0, ""));
        output.Split('\n').ShouldBe([$"{file}: phrases, row 2, column 5 “phrase”: warning: There is no phrase \"own-3f9a1c20be\" here: nobody is shown what this row says.", $"{file}: 0 errors, 1 warnings", ""]);
    }

    [Fact]
    public void Check_WhatKeepsAPlaybookFromBeingPublished_IsFoundAtTheTerminalToo()
    {
        // Alone a type's file has nobody who decides on an amount; the names it reads of the shared file are missing as well.
        var alone = Run(["check", File("WrongItem.dmn", DefaultPlaybooks.Document("WrongItem"))]);
        alone.Status.ShouldBe(1);
        alone.Output.ShouldContain("Decision “approval” has no output “who”, which guidance needs.");
        Run(["check", File("Shared.dmn", DefaultPlaybooks.Document("Shared"))]).Status.ShouldBe(0);
    }

    [Fact]
    public void Eval_EverythingKnown_SaysValueAndReasons()
    {
        var (status, output, errors) = Run(["eval", File("offer.dmn", Offer), "--decision", "offer", "--facts", "-"], """{"signed on": "2026-11-26", "paid": 80.5}""");
        (status, errors).ShouldBe((0, ""));
        var said = JsonNode.Parse(output)!;
        said["decided"]!.GetValue<bool>().ShouldBeTrue();
        said["value"]!.ToJsonString().ShouldBe("""{"what":"refund","up to":80.5}""");
        said["fired"]![0]!["id"]!.GetValue<string>().ShouldBe("r1");
        said["reasons"]![0]!.GetValue<string>().ShouldBe("Row 1 speaks: cheap");
        said["notFired"]![0]!["state"]!.GetValue<string>().ShouldBe("outranked");
        said["read"]!.ToJsonString().ShouldBe("""{"signed on":"2026-11-26","paid":80.5}""");
        said["questions"].ShouldBeNull();
    }

    [Fact]
    public void Eval_SomethingUnknown_SaysWhatMayComeAndWhatToAsk()
    {
        var said = JsonNode.Parse(Run(["eval", File("offer.dmn", Offer), "--decision", "offer", "--facts", "-"], """{"paid": 80}""").Output)!;
        (said["decided"]!.GetValue<bool>(), said["value"]).ShouldBe((false, null));
        said["possible"]!.AsArray().Select(one => one!["what"]!.GetValue<string>()).ShouldBe(["refund", "explain"], ignoreOrder: true);
        said["questions"]!["first"]!.ToJsonString().ShouldBe("""["signed on"]""");
        said["notFired"]![0]!["because"]!["input"]!.GetValue<string>().ShouldBe("signed on");
    }

    [Fact]
    public void Eval_ConditionThatDoesNotHold_IsNamedInTheLanguageOfTheReader()
    {
        var output = Run(["eval", File("offer.dmn", Offer), "--decision", "offer", "--facts", "-"], """{"paid": 180, "signed on": null}""", "zh-CN").Output;
        JsonNode.Parse(output)!["notFired"]![0]!["sentence"]!.GetValue<string>().ShouldBe("第 1 行不成立：signed on 是 没有，这一行要求 不低于 date(\"2026-11-01\")。");
        JsonNode.Parse(output)!["reasons"]![0]!.GetValue<string>().ShouldBe("第 2 行成立。");
    }

    [Fact]
    public void Eval_Sentences_UseTheWordsOfTheDesk_AndTheNamesStandBeside()
    {
        var shared = File("Shared.dmn", DefaultPlaybooks.Document(DefaultPlaybooks.SharedName));
        var output = Run(["eval", File("WrongItem.dmn", DefaultPlaybooks.Document("WrongItem")), "--with", shared, "--decision", "situation", "--facts", "-"], """{"photo": "confirms", "subtype": "Missing"}""", "zh-CN").Output;
        var row = JsonNode.Parse(output)!["notFired"]!.AsArray().First(one => one!["because"]?["input"]?.GetValue<string>() == "photo")!;
        row["because"]!["value"]!.GetValue<string>().ShouldBe("confirms");
        row["sentence"]!.GetValue<string>().ShouldContain("买家照片 是 “证实所说”");
    }

    [Theory]
    [InlineData("""{"signed on": "\ud800"}""", "The facts hold half a character, such as \\ud800, which is no text.")]
    [InlineData("""{"\ud800": 1}""", "The facts hold half a character, such as \\ud800, which is no text.")]
    [InlineData("""{"piad": 3}""", "There is no fact “piad”; there are: signed on, paid")]
    [InlineData("""{"order": {"paid": 3}}""", "There is no fact “order.paid”; there are: signed on, paid")]
    [InlineData("""{"paid": "3"}""", "The fact “paid” cannot be \"3\": its kind is number, its allowed values: -")]
    [InlineData("""{"paid": null}""", "The fact “paid” cannot be null: its kind is number, its allowed values: -")]
    [InlineData("""{"paid": 1e99}""", "The fact “paid” cannot be 1e99: its kind is number, its allowed values: -")]
    [InlineData("""{"signed on": "26.11.2026"}""", "The fact “signed on” cannot be \"26.11.2026\": its kind is date, its allowed values: -")]
    [InlineData("""{"paid": [3]}""", "The fact “paid” cannot be [3]: its kind is number, its allowed values: -")]
    [InlineData("[]", "Facts are a JSON object: {\"fact\": value, …}")]
    [InlineData("{\"paid\": 3,, }", "The JSON of the facts is broken at line 1, byte 12, or says a name twice.")]
    public void Eval_WrongFacts_AreNamed(string facts, string sentence)
    {
        var (status, output, errors) = Run(["eval", File("offer.dmn", Offer), "--decision", "offer", "--facts", "-"], facts);
        (status, output, errors.TrimEnd()).ShouldBe((1, "", sentence));
    }

    [Theory]
    [InlineData("There is no command playbook chekc. See ./run.sh playbook --help", "chekc", "x.dmn")]
    [InlineData("Name the files to check.", "check")]
    [InlineData("There is no option --wiht. See ./run.sh playbook --help", "check", "x.dmn", "--wiht")]
    [InlineData("--with needs a value.", "check", "x.dmn", "--with")]
    [InlineData("--decision is needed, once.", "eval", "x.dmn")]
    [InlineData("Name one file.", "eval", "--decision", "d", "--facts", "-")]
    public void Execute_WhatCannotBeMeant_SaysSo(string sentence, params string[] arguments)
    {
        var (status, _, errors) = Run(arguments);
        (status, errors.TrimEnd()).ShouldBe((1, sentence));
    }

    [Fact]
    public void Execute_FileThatIsNotThere_IsNamed() => Run(["check", "/nowhere/x.dmn"]).Errors.ShouldStartWith("There is no file /nowhere/x.dmn.");

    [Fact]
    public void Eval_DecisionThatIsNotThere_SaysWhichThereAre() =>
        Run(["eval", File("offer.dmn", Offer), "--decision", "ofer", "--facts", "-"], "{}").Errors.TrimEnd().ShouldBe("There is no decision “ofer”; there are: offer");

    [Theory]
    [InlineData("WrongItem")]
    [InlineData("Shared")]
    public void Export_OfAType_IsAFileThatIsInOrder(string type)
    {
        var xml = Run(["export", type]).Output;
        XDocument.Parse(xml).Root!.Name.LocalName.ShouldBe("definitions");
        Run(["check", File("again.dmn", xml)]).Output.ShouldEndWith(type == "Shared" ? "" : "again.dmn: 0 errors, 0 warnings\n");
    }

    [Theory]
    [InlineData("| head -n 1", 0, "")]
    [InlineData("> /dev/full", 1, "No space left on device")]
    public async Task Export_WhereNobodyReadsOrNothingFits_EndsQuietly(string to, int status, string error)
    {
        var info = new ProcessStartInfo("bash", ["-c", $"dotnet '{typeof(PlaybookCommand).Assembly.Location}' playbook export WrongItem {to}; exit ${{PIPESTATUS[0]}}"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        (process.ExitCode, (await errors).Trim()).ShouldBe((status, error));
        (await output).ShouldBe(status == 0 ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "");
    }

    [Fact]
    public void Export_OfNoType_SaysWhichThereAre() => Run(["export", "Wrong"]).Errors.ShouldContain("WrongItem, Shared");

    [Fact]
    public async Task Process_WithoutServerOrDatabase_SpeaksTheLanguageOfTheTerminal()
    {
        var file = File("offer.dmn", Offer);
        var (status, output, errors) = await StartAsync("en_US.UTF-8", "check", file, "--any-facts");
        (status, output, errors).ShouldBe((0, $"{file}: 0 errors, 0 warnings\n", ""));
        (status, output, _) = await StartAsync("zh_CN.UTF-8", "check", file);
        (status, output.EndsWith($"{file}：12 个错误，0 个提醒\n", StringComparison.Ordinal)).ShouldBe((1, true), output);
        (status, output, errors) = await StartAsync("C", "eval", file, "--decision", "offer", "--facts", File("facts.json", """{"paid": 500}"""));
        (status, JsonNode.Parse(output)!["value"]!["what"]!.GetValue<string>(), errors).ShouldBe((0, "explain", ""));
    }

    [Fact]
    public void NoCommand_TellsWhatThereIs_AndFails()
    {
        var (status, output, errors) = Run([]);
        (status, output).ShouldBe((1, ""));
        errors.ShouldContain("export");
        Run(["--help"]).Status.ShouldBe(0);
    }

    private static (int Status, string Output, string Errors) Run(string[] arguments, string input = "", string language = "en")
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var status = new PlaybookCommand(new MemoryStream(Encoding.UTF8.GetBytes(input)), output, errors, Languages.Named(language)!).Execute(arguments);
        return (status, output.ToString(), errors.ToString());
    }

    private static async Task<(int Status, string Output, string Errors)> StartAsync(string language, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(PlaybookCommand).Assembly.Location, "playbook", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        info.Environment["LANG"] = language;
        info.Environment.Remove("LC_ALL");
        using var process = Process.Start(info)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private string File(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
