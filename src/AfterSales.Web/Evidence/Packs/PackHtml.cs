using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>The summary as a page that opens anywhere and does nothing: every text escaped, no script, nothing fetched, small pictures within.</summary>
internal static class PackHtml
{
    private const string Style = """
        body{font:14px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1a1f27;max-width:960px;margin:24px auto;padding:0 16px}
        h1{font-size:22px;margin:0}h2{font-size:16px;border-bottom:1px solid #ccd3dc;padding-bottom:4px;margin:28px 0 8px}
        .sub{color:#5a6472;margin:0}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0}dt{color:#5a6472}dd{margin:0;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%;margin-top:8px}th,td{border:1px solid #ccd3dc;padding:4px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-line}th{background:#f2f4f7;font-weight:600}
        ol{list-style:none;margin:0;padding:0}li{padding:4px 6px;border-bottom:1px solid #eceff3;overflow-wrap:anywhere;white-space:pre-line}time,.who{color:#5a6472;margin-right:8px}
        .marked{background:#fff3b0;border-left:4px solid #c98a00}.photos{display:grid;grid-template-columns:repeat(3,1fr);gap:12px}figure{margin:0;border:1px solid #ccd3dc;padding:6px;break-inside:avoid}
        figure img{max-width:100%;max-height:220px;display:block;margin:0 auto 4px}figcaption{font-size:12px;overflow-wrap:anywhere}code{font:11px/1.4 ui-monospace,Consolas,monospace}
        @media print{body{margin:0;max-width:none}}
        """;

    private static readonly HtmlEncoder Escape = HtmlEncoder.Create(UnicodeRanges.All);

    public static byte[] Write(PackDocument document)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<title>").Append(Text($"{document.Title} {document.Subtitle}")).Append("</title>\n<style>\n").Append(Style.ReplaceLineEndings("\n")).Append("\n</style>\n</head>\n<body>\n")
            .Append("<h1>").Append(Text(document.Title)).Append("</h1>\n<p class=\"sub\">").Append(Text(document.Subtitle)).Append("</p>\n");
        foreach (var section in document.Sections) Write(html, section);
        html.Append("</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Write(StringBuilder html, PackSection section)
    {
        html.Append("<section>\n<h2>").Append(Text(section.Title)).Append("</h2>\n");
        if (section.Note is { } note) html.Append("<p>").Append(Text(note)).Append("</p>\n");
        if (section.Facts.Count > 0)
        {
            html.Append("<dl>\n");
            foreach (var fact in section.Facts) html.Append("<dt>").Append(Text(fact.Name)).Append("</dt><dd>").Append(Text(fact.Value)).Append("</dd>\n");
            html.Append("</dl>\n");
        }
        if (section.Table is { } table) Write(html, table);
        if (section.Lines.Count > 0)
        {
            html.Append("<ol>\n");
            foreach (var line in section.Lines) Write(html, line);
            html.Append("</ol>\n");
        }
        if (section.Photos.Count > 0)
        {
            html.Append("<div class=\"photos\">\n");
            foreach (var photo in section.Photos) Write(html, photo);
            html.Append("</div>\n");
        }
        html.Append("</section>\n");
    }

    private static void Write(StringBuilder html, PackTable table)
    {
        html.Append("<table>\n<thead><tr>");
        foreach (var head in table.Head) html.Append("<th>").Append(Text(head)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row) html.Append("<td>").Append(Text(cell)).Append("</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table>\n");
    }

    private static void Write(StringBuilder html, PackLine line)
    {
        html.Append(line.IsMarked ? "<li class=\"marked\">" : "<li>").Append("<time>").Append(Text(line.When)).Append("</time>");
        if (line.Who is { } who) html.Append("<span class=\"who\">").Append(Text(who)).Append("</span>");
        html.Append(Text(line.Text)).Append("</li>\n");
    }

    private static void Write(StringBuilder html, PackPhoto photo)
    {
        html.Append("<figure>");
        if (photo.Webp is { } webp) html.Append("<img alt=\"\" src=\"data:image/webp;base64,").Append(Convert.ToBase64String(webp)).Append("\">");
        html.Append("<figcaption><strong>").Append(Text(photo.Path)).Append("</strong>");
        foreach (var detail in photo.Details) html.Append("<br>").Append(Text(detail));
        html.Append("<br><code>").Append(Text(photo.Sha256)).Append("</code></figcaption></figure>\n");
    }

    private static string Text(string text) => Escape.Encode(text.ReplaceLineEndings("\n"));
}
