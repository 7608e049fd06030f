using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>The workbench in one browser, in the words of those who work at it.</summary>
internal sealed class Workbench(IPage page)
{
    public IPage Page => page;
    public ILocator Composer => page.Locator("#composer-text");
    public ILocator Conversation => page.Locator("[data-timeline]");
    public ILocator Header => page.Locator("article.case header.head");
    public ILocator Facts => page.Locator("aside.facts");
    public ILocator Viewers => Header.Locator(".viewers");
    public ILocator Bell => page.Locator("details.bell");

    public ILocator Row(string nick) => page.Locator("[data-row]", new() { HasText = nick });

    /// <summary>A clock of the case on screen, while it runs.</summary>
    public ILocator RunningClock(string kind) => Facts.Locator($"[data-clock][data-kind={kind}]");

    public Task OpenAsync(string number, string view = "all") => page.OpenAsync($"/cases/{number}?view={view}");

    public Task QueueAsync(string view = "all") => page.OpenAsync($"/cases?view={view}");

    public Task SaysAsync(string text) => Conversation.GetByText(text).First.WaitForAsync();

    /// <summary>Types as a person does: the composer is alive once what was typed is kept as a draft.</summary>
    public async Task TypeAsync(string text)
    {
        await Composer.FillAsync(text);
        await DraftKeptAsync(text);
    }

    public async Task ReplyAsync(string text)
    {
        await TypeAsync(text);
        await Composer.PressAsync("Control+Enter");
        await Conversation.Locator(".bubble.reply", new() { HasText = text }).WaitForAsync();
    }

    /// <summary>Picks a file for the reply or note; the tray takes one as soon as it is alive.</summary>
    public async Task AttachAsync(FilePayload file) => await (await ChooseAsync()).SetFilesAsync(file);

    /// <summary>A file on the disk.</summary>
    public async Task AttachFromDiskAsync(string path) => await (await ChooseAsync()).SetFilesAsync(path);

    private async Task<IFileChooser> ChooseAsync()
    {
        IFileChooser? chooser = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("附件").ClickAsync(), new() { Timeout = 1_000 });
            }
            catch (TimeoutException)
            {
                // Not yet.
            }
            return chooser is not null;
        }, BrowserDesk.Patience);
        return chooser!;
    }

    public ILocator Question(string question) => Facts.Locator(".question", new() { HasText = question });

    /// <summary>Answers what the guidance asks. A question that is not on the shortest way is folded away; one that was answered is gone.</summary>
    public async Task AnswerAsync(string question, string answer)
    {
        var asked = await AskedAsync(question);
        await asked.GetByRole(AriaRole.Button, new() { Name = answer, Exact = true }).ClickAsync();
        await Assertions.Expect(asked).ToHaveCountAsync(0);
    }

    /// <summary>Changes what is known: what was said, or how the case goes on.</summary>
    public async Task ChangeFactAsync(string fact, string answer)
    {
        var known = Facts.Locator(".facts-known");
        if (!await known.Locator("ul").IsVisibleAsync()) await known.Locator("summary").ClickAsync();
        await known.Button($"改：{fact}").ClickAsync();
        await known.Locator(".change").GetByRole(AriaRole.Button, new() { Name = answer, Exact = true }).ClickAsync();
        await Assertions.Expect(known.Locator(".change")).ToHaveCountAsync(0);
    }

    /// <summary>The question, unfolded where it is folded away.</summary>
    public async Task<ILocator> AskedAsync(string question)
    {
        var asked = Question(question);
        await asked.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (!await asked.IsVisibleAsync()) await Facts.Locator(".later summary").ClickAsync();
        return asked;
    }

    /// <summary>An action of the case, by the playbook's word for it.</summary>
    public ILocator Action(string word) => Facts.Locator($"[data-action='{word}']");

    /// <summary>Presses what an action offers, e.g. "已打包"; what it then asks for is filled in by label and saved.</summary>
    public async Task MoveAsync(string word, string move, params (string Label, string Text)[] fields)
    {
        await Action(word).GetByRole(AriaRole.Button, new() { Name = $"{move}：" }).First.ClickAsync();
        foreach (var (label, text) in fields) await Action(word).GetByLabel(label).FillAsync(text);
        if (fields.Length == 0) return;
        await Action(word).Button(move).ClickAsync();
        // As people do, who see it close: a tap on something else counts for nothing while it is being saved.
        await Assertions.Expect(Action(word).GetByLabel(fields[0].Label)).ToHaveCountAsync(0);
    }

    /// <summary>Ticks off whatever needs nothing but that.</summary>
    public async Task TickOffAsync()
    {
        var open = Facts.GetByRole(AriaRole.Button, new() { Name = "完成：" });
        for (var left = await open.CountAsync(); left > 0; left--)
        {
            await open.First.ClickAsync();
            await Assertions.Expect(open).ToHaveCountAsync(left - 1);
        }
    }

    public async Task DraftKeptAsync(string text) =>
        await page.WaitForFunctionAsync("text => Object.values(localStorage).some(v => v.includes(text))", text);
}
