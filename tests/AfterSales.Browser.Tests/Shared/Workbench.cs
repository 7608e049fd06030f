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
    public async Task AttachAsync(FilePayload file)
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
        await chooser!.SetFilesAsync(file);
    }

    public async Task DraftKeptAsync(string text) =>
        await page.WaitForFunctionAsync("text => Object.values(localStorage).some(v => v.includes(text))", text);
}
