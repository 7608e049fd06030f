using System.Text;

namespace AfterSales.Application.Importing;

/// <summary>The lines of a text, with a few handed back to be read again. A line beyond all measure is cut, so that a file of one line cannot fill the memory.</summary>
internal sealed class BoundedLines(TextReader text)
{
    public const int LongestLine = 1 << 20;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private readonly Stack<string> handedBack = new();
    private int start;
    private int end;

    public string? Next()
    {
        if (handedBack.TryPop(out var again)) return again;

        line.Clear();
        while (start < end || Fill())
        {
            var rest = buffer.AsSpan(start, end - start);
            var stop = rest.IndexOfAny('\n', '\r');
            var part = stop < 0 ? rest : rest[..stop];
            line.Append(part[..Math.Min(part.Length, LongestLine - line.Length)]);
            start += part.Length;
            if (stop < 0) continue;

            EndLine();
            return line.ToString();
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    /// <summary>The lines come again, in the order given.</summary>
    public void HandBack(List<string> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--) handedBack.Push(lines[i]);
    }

    private void EndLine()
    {
        var carriageReturn = buffer[start++] == '\r';
        if (carriageReturn && (start < end || Fill()) && buffer[start] == '\n') start++;
    }

    private bool Fill()
    {
        start = 0;
        end = text.Read(buffer, 0, buffer.Length);
        return end > 0;
    }
}
