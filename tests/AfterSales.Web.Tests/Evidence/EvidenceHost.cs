using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using AfterSales.Application;
using AfterSales.Application.Evidence;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using AfterSales.Web.Evidence;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Web.Tests.Evidence;

/// <summary>The evidence addresses on a real server and database, with a store, and with a stranger who works in another one.</summary>
public sealed class EvidenceHost : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evidence-web-");
    private WebApplication _app = null!;

    public TestDesk Desk { get; private set; } = null!;
    public Actor Stranger { get; private set; } = null!;
    public Actor Administrator { get; private set; } = null!;

    /// <summary>Whatever is stored fails of it.</summary>
    public Exception? Trouble { get; set; }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        Desk = await TestDesk.CreateAsync();
        Administrator = await Desk.PersonAsync("管理员", Role.Administrator);
        Stranger = await StrangerAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAfterSales(Desk.ConnectionString);
        builder.Services.AddEvidence(_folder.FullName);
        builder.Services.AddSingleton<IEvidenceStore>(_ => new TroubledStore(new DiskStore(Path.Combine(_folder.FullName, "evidence")), () => Trouble));
        builder.Services.AddSingleton(new EvidenceLimits(Picture: 300_000, Video: 1_000_000, Document: 300_000, FilesPerMessage: 9));
        builder.Services.AddEvidenceEndpoints().AddScoped<Texts>().AddAntiforgery().AddAuthorization();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        _app = builder.Build();
        _app.UseRequestLocalization(o => o.SetDefaultCulture("zh-CN").AddSupportedUICultures("zh-CN", "en"));
        _app.UseAuthentication();
        _app.UseRateLimiter();
        _app.UseAuthorization();
        _app.UseAntiforgery();
        _app.MapEvidence();
        _app.MapArchive();
        _app.MapGet("/test/sign-in/{id:guid}", (Guid id, HttpContext http) => http.SignInAsync(IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString())], IdentityConstants.ApplicationScheme))));
        _app.MapGet("/test/token", (IAntiforgery antiforgery, HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await Desk.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A browser; signed in with its antiforgery token ready when somebody sits at it.</summary>
    public async Task<HttpClient> BrowserAsync(Actor? person)
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = new Uri(_app.Urls.First()) };
        browser.DefaultRequestHeaders.Add("X-Requested-With", "XMLHttpRequest");
        if (person is null) return browser;
        (await browser.GetAsync($"/test/sign-in/{person.Id}")).EnsureSuccessStatusCode();
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", await browser.GetStringAsync("/test/token"));
        return browser;
    }

    public static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, byte[] bytes, string name, string declared = "application/octet-stream")
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "before" } };
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(declared);
        form.Add(file, "file", name);
        return await browser.PostAsync("/evidence/uploads", form);
    }

    /// <summary>A file of the store, as a sent reply leaves it.</summary>
    public async Task<EvidenceItem> SavedAsync(byte[] bytes, string name)
    {
        using var content = new MemoryStream(bytes);
        var f = (await Get<EvidenceFiles>().StoreAsync(content, CancellationToken.None)).Value!;
        var now = Desk.Time.Now;
        var item = new EvidenceItem(Ids.New(now), Desk.StoreId, Ids.New(now), null, name, now, null)
            .WithFile(f.Sha256, f.ContentType, f.Size, f.Width, f.Height, f.HasThumbnail);
        await SaveAsync(item);
        return item;
    }

    public async Task SaveAsync(EvidenceItem item)
    {
        await using var db = Desk.Db();
        db.Evidence.Add(item);
        await db.SaveChangesAsync();
    }

    private async Task<Actor> StrangerAsync()
    {
        var now = Desk.Time.Now;
        Guid store = Ids.New(now), person = Ids.New(now);
        await using var db = Desk.Get<Databases>().AcrossStores();
        db.Stores.Add(new Store(store, "别家店", "Asia/Shanghai", now, isDemo: false));
        db.Users.Add(new Person { Id = person, UserName = "stranger", NormalizedUserName = "STRANGER", DisplayName = "路人", SecurityStamp = "s", CreatedAt = now });
        db.Memberships.Add(new(store, person, Role.Owner, now));
        await db.SaveChangesAsync();
        return Actor.Person(person, "路人", store, [Role.Owner]);
    }
}
