using AfterSales.Application.Evidence.Packs;
using AfterSales.Domain.Cases;
using AfterSales.Web.Shared;
using SkiaSharp;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>Writes the summary of a pack in Chinese, as HTML and, where the machine has a Chinese font, as a PDF.</summary>
public sealed class PackSummary : IPackSummary, IDisposable
{
    private readonly Texts _texts = new(Languages.Chinese);
    private readonly Lazy<SKTypeface?> _face;

    public PackSummary(IConfiguration configuration, ILogger<PackSummary> log) => _face = new(() => Face(configuration[PackFont.Setting], log));

    public string Title => _texts["Packs.Title"];

    public string Folder(CaseType? type) => type is { } of ? _texts.Word(of) : _texts["Packs.Unclassified"];

    public PackDocuments Write(PackContent content)
    {
        var document = PackText.Of(content, _texts);
        return new(PackHtml.Write(document), _face.Value is { } face ? PackPdf.Write(document, face) : null);
    }

    public void Dispose()
    {
        if (_face.IsValueCreated) _face.Value?.Dispose();
    }

    private static SKTypeface? Face(string? wanted, ILogger log)
    {
        try
        {
            var face = PackFont.Find(wanted);
            if (face is null) log.LogWarning("No Chinese font was found: evidence packs come without a PDF. Set {Setting} to a font's file", PackFont.Setting);
            return face;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            log.LogWarning(e, "PDFs cannot be written on this machine: evidence packs come without");
            return null;
        }
    }
}
