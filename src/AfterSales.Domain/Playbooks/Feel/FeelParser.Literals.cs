using System.Globalization;
using System.Text;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>Numbers, quoted text and <c>@"…"</c>.</summary>
public sealed partial class FeelParser
{
    private Expression Number()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
        // Two dots belong to an interval.
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
                _at++;
        }

        var written = _text[start.._at];
        Skip();
        return decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new Expression.Literal(Value.Of(number))
            : Fail("cell.number_too_large", start, written);
    }

    private string? Quoted()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && "\"\\/nrtu'".Contains(_text[_at + 1], StringComparison.Ordinal))
                text.Append(Escaped());
            else
                text.Append(_text[_at++]);
        }

        if (_at >= _text.Length)
        {
            Fail("cell.text_open", start);
            return null;
        }

        _at++;
        Skip();
        return text.ToString();
    }

    private string Escaped()
    {
        _at += 2;
        switch (_text[_at - 1])
        {
            case 'n': return "\n";
            case 'r': return "\r";
            case 't': return "\t";
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return ((char)code).ToString();
            case 'u': return "\\u";
            default: return _text[_at - 1].ToString();
        }
    }

    /// <summary><c>@"2026-11-26"</c>: whichever of date, date and time, time and duration it is.</summary>
    private Expression AtLiteral()
    {
        var start = _at++;
        if (_at >= _text.Length || _text[_at] != '"')
            return Fail("cell.expected", _at, "\"");
        if (Quoted() is not { } text)
            return Nothing;
        var value = ValueText.ReadDate(text) ?? ValueText.ReadTime(text) ?? ValueText.ReadDuration(text) ?? ValueText.ReadInstant(text, _scope.Zone);
        return value is { } read ? new Expression.Literal(read) : Fail("cell.no_value", start, text);
    }
}
