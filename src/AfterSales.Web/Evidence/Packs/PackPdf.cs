using System.Globalization;
using SkiaSharp;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>The summary as a PDF on A4, with the font's characters in it and no time of its making: the same document gives the same bytes.</summary>
internal sealed class PackPdf : IDisposable
{
    private const float Width = 595, Height = 842, Margin = 40, Foot = 24;
    private const float Inner = Width - (2 * Margin);
    private const float TextSize = 9, LineHeight = 13.5f, Gap = 6, Pad = 3;
    private const int PhotosInRow = 3;
    private const float PhotoHeight = 120;

    private static readonly SKColor Ink = new(0x1a, 0x1f, 0x27), Quiet = new(0x5a, 0x64, 0x72), Hairline = new(0xcc, 0xd3, 0xdc), Ground = new(0xf2, 0xf4, 0xf7), Mark = new(0xff, 0xf3, 0xb0);

    private readonly SKDocument _pdf;
    private readonly SKTypeface _face;
    private readonly SKFont _text, _small, _title, _heading;
    private readonly string _running;
    private SKCanvas? _page;
    private float _y;
    private int _pages;

    private PackPdf(Stream output, SKTypeface face, PackDocument document)
    {
        _face = face;
        (_text, _small, _title, _heading) = (Font(TextSize), Font(7), Font(18), Font(12));
        _running = document.Subtitle;
        _pdf = SKDocument.CreatePdf(output, new SKDocumentPdfMetadata { Title = $"{document.Title} {document.Subtitle}", RasterDpi = 150, EncodingQuality = 85 });
    }

    public static byte[] Write(PackDocument document, SKTypeface face)
    {
        using var bytes = new MemoryStream();
        using (var pdf = new PackPdf(bytes, face, document)) pdf.Write(document);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        _pdf.Dispose();
        foreach (var font in new[] { _text, _small, _title, _heading }) font.Dispose();
    }

    private void Write(PackDocument document)
    {
        TurnPage();
        _y += 18;
        Draw(document.Title, Margin, _y, _title, Ink);
        _y += LineHeight + 4;
        Paragraph(document.Subtitle, Margin, Inner, _text, Quiet);
        foreach (var section in document.Sections) Write(section);
        EndPage();
        _pdf.Close();
    }

    private void Write(PackSection section)
    {
        Need(LineHeight * 4);
        _y += LineHeight + Gap;
        Draw(section.Title, Margin, _y, _heading, Ink);
        _y += 4;
        Line(Margin, _y, Margin + Inner, _y);
        _y += LineHeight;
        if (section.Note is { } note) Paragraph(note, Margin, Inner, _text, Quiet);
        foreach (var fact in section.Facts) Write(fact);
        if (section.Table is { } table) Write(table);
        foreach (var line in section.Lines) Write(line);
        foreach (var row in section.Photos.Chunk(PhotosInRow)) Write(row);
    }

    private void Write(PackFact fact)
    {
        Need(LineHeight);
        Draw(fact.Name, Margin, _y, _text, Quiet);
        Paragraph(fact.Value, Margin + 90, Inner - 90, _text, Ink);
    }

    private void Write(PackLine line)
    {
        var says = line.Who is { } who ? $"{who}  {line.Text}" : line.Text;
        foreach (var (part, i) in Wrap(says, Inner - 100, _text).Select((part, i) => (part, i)))
        {
            Need(LineHeight);
            if (line.IsMarked) Fill(Margin - 2, _y - TextSize - 1, Inner + 4, LineHeight, Mark);
            if (i == 0) Draw(line.When, Margin, _y, _text, Quiet);
            Draw(part, Margin + 100, _y, _text, line.Who is null ? Quiet : Ink);
            _y += LineHeight;
        }
    }

    private void Write(PackTable table)
    {
        var widths = table.Widths.Select(part => Inner * part / table.Widths.Sum()).ToList();
        _y += Gap;   // off what stands above it
        Row(table.Head, isHead: true);
        foreach (var row in table.Rows) Row(row, isHead: false);
        _y += Gap + LineHeight / 2;

        void Row(IReadOnlyList<string> cells, bool isHead)
        {
            var wrapped = cells.Select((cell, i) => Wrap(cell, widths[i] - (2 * Pad), _text)).ToList();
            // A row longer than a page goes on, part by part.
            for (var (from, all) = (0, Math.Max(1, wrapped.Max(lines => lines.Count))); from < all;)
            {
                Need(LineHeight + (2 * Pad));
                var fits = Math.Max(1, Math.Min(all - from, (int)((Height - Margin - Foot - _y) / LineHeight)));
                var (top, height, x) = (_y - TextSize - Pad, (fits * LineHeight) + Pad, Margin);
                if (isHead) Fill(Margin, top, Inner, height, Ground);
                for (var i = 0; i < cells.Count; i++)
                {
                    for (var l = 0; l < fits && from + l < wrapped[i].Count; l++) Draw(wrapped[i][from + l], x + Pad, _y + (l * LineHeight), _text, isHead ? Quiet : Ink);
                    Frame(x, top, widths[i], height);
                    x += widths[i];
                }
                _y += height;
                from += fits;
            }
        }
    }

    private void Write(PackPhoto[] row)
    {
        var width = (Inner - ((PhotosInRow - 1) * Gap)) / PhotosInRow;
        var captions = row.Select(photo => new[] { photo.Path }.Concat(photo.Details).Append(photo.Sha256).SelectMany(line => Wrap(line, width - (2 * Pad), _small)).ToList()).ToList();
        var height = (row.Any(photo => photo.Webp is not null) ? PhotoHeight : 0) + (captions.Max(lines => lines.Count) * 9.5f) + (3 * Pad);
        Need(height + Gap);
        var top = _y - TextSize;
        for (var i = 0; i < row.Length; i++)
        {
            var x = Margin + (i * (width + Gap));
            Frame(x, top, width, height);
            var under = top + Pad + 8;
            if (row.Any(photo => photo.Webp is not null)) under += PhotoHeight;
            if (row[i].Webp is { } webp) Picture(webp, x + Pad, top + Pad, width - (2 * Pad), PhotoHeight - Pad);
            for (var l = 0; l < captions[i].Count; l++) Draw(captions[i][l], x + Pad, under + (l * 9.5f), _small, Ink);
        }
        _y += height + Gap;
    }

    private void Picture(byte[] webp, float x, float y, float width, float height)
    {
        using var image = SKImage.FromEncodedData(webp);
        if (image is null) return;   // a picture that cannot be drawn is still in the tree
        var scale = Math.Min(width / image.Width, height / image.Height);
        var (w, h) = (image.Width * scale, image.Height * scale);
        using var paint = new SKPaint();
        _page!.DrawImage(image, SKRect.Create(x + ((width - w) / 2), y + ((height - h) / 2), w, h), new SKSamplingOptions(SKFilterMode.Linear), paint);
    }

    private void Paragraph(string text, float x, float width, SKFont font, SKColor colour)
    {
        foreach (var line in Wrap(text, width, font))
        {
            Need(LineHeight);
            Draw(line, x, _y, font, colour);
            _y += LineHeight;
        }
    }

    // Chinese breaks anywhere; nothing is cut in the middle of a character.
    private static List<string> Wrap(string text, float width, SKFont font)
    {
        List<string> lines = [];
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = paragraph.Replace('\t', ' ');
            while (rest.Length > 0)
            {
                var fits = Math.Clamp(font.BreakText(rest, width), 1, rest.Length);
                if (fits < rest.Length && char.IsLowSurrogate(rest[fits])) fits += fits == 1 ? 1 : -1;
                lines.Add(rest[..fits]);
                rest = rest[fits..];
            }
        }
        return lines.Count == 0 ? [""] : lines;
    }

    private void Need(float height)
    {
        if (_y + height > Height - Margin - Foot) TurnPage();
    }

    private void TurnPage()
    {
        EndPage();
        _page = _pdf.BeginPage(Width, Height);
        _pages++;
        _y = Margin + TextSize;
    }

    private void EndPage()
    {
        if (_page is null) return;
        Draw(_running, Margin, Height - Margin, _small, Quiet);
        Draw(_pages.ToString(CultureInfo.InvariantCulture), Width - Margin - 10, Height - Margin, _small, Quiet);
        _pdf.EndPage();
        _page = null;
    }

    private void Draw(string text, float x, float y, SKFont font, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        _page!.DrawText(text, x, y, font, paint);
    }

    private void Fill(float x, float y, float width, float height, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, Style = SKPaintStyle.Fill };
        _page!.DrawRect(x, y, width, height, paint);
    }

    private void Frame(float x, float y, float width, float height)
    {
        using var paint = new SKPaint { Color = Hairline, Style = SKPaintStyle.Stroke, StrokeWidth = 0.5f };
        _page!.DrawRect(x, y, width, height, paint);
    }

    private void Line(float x, float y, float toX, float toY)
    {
        using var paint = new SKPaint { Color = Hairline, Style = SKPaintStyle.Stroke, StrokeWidth = 0.5f };
        _page!.DrawLine(x, y, toX, toY, paint);
    }

    private SKFont Font(float size) => new(_face, size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
}
