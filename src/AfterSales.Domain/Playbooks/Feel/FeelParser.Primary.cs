using System.Collections.Immutable;

using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>Names, calls and brackets, and the signs and words they are made of.</summary>
public sealed partial class FeelParser
{
    private static readonly Expression Nothing = new Expression.Literal(Value.Null);

    private Expression Primary()
    {
        if (_at >= _text.Length)
            return Fail("cell.incomplete", _at);
        var next = _text[_at];
        if (char.IsAsciiDigit(next) || (next == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
            return Number();
        if (next == '"')
            return Quoted() is { } text ? new Expression.Literal(Value.Of(text)) : Nothing;
        if (next == '@')
            return AtLiteral();
        if (Sign('('))
            return Bracketed();
        return Constant() ?? Called() ?? Named();
    }

    private Expression Bracketed()
    {
        if (++_depth > DeepestNesting)
            return Fail("cell.too_deep", _at, DeepestNesting);
        var inner = Disjunction();
        Expect(')');
        _depth--;
        return inner;
    }

    private Expression.Literal? Constant() =>
        Word("true") ? new Expression.Literal(Value.True)
        : Word("false") ? new Expression.Literal(Value.False)
        : Word("null") ? new Expression.Literal(Value.Null)
        : null;

    private Expression? Called()
    {
        var start = _at;
        foreach (var (name, read) in Readers)
        {
            _at = start;
            if (Word(name) && Sign('('))
                return Read(name, read);
        }

        foreach (var (name, (function, arguments)) in FeelFunctions.ByName)
        {
            _at = start;
            if (Word(name) && Sign('('))
                return Call(name, function, arguments);
        }

        _at = start;
        return null;
    }

    /// <summary><c>date("…")</c> and its like take one text, written down.</summary>
    private Expression Read(string name, Func<string, TimeZoneInfo, Value?> read)
    {
        var start = _at;
        if (_at >= _text.Length || _text[_at] != '"')
            return Fail("cell.expected", _at, "\"");
        if (Quoted() is not { } text)
            return Nothing;
        if (!Expect(')'))
            return Nothing;
        return read(text, _scope.Zone) is { } value ? new Expression.Literal(value) : Fail("cell.not_a", start, text, name);
    }

    private Expression Call(string name, FeelFunction function, int count)
    {
        var start = _at;
        if (++_depth > DeepestNesting)
            return Fail("cell.too_deep", _at, DeepestNesting);
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        do
            arguments.Add(Disjunction());
        while (Sign(','));
        Expect(')');
        _depth--;
        return count == 0 || count == arguments.Count
            ? Fold(new Expression.Call(function, arguments.ToImmutable()))
            : Fail("cell.arguments", start, name, count);
    }

    private Expression Named()
    {
        if (_scope.NameAt(_text, _at) is { } found)
        {
            _at = found.End;
            Skip();
            return found.Name;
        }

        var end = _at;
        while (end < _text.Length && (FeelScope.IsNamePart(_text[end]) || _text[end] == '.'))
            end++;
        return end > _at ? Fail("cell.name_unknown", _at, _text[_at..end]) : Fail("cell.unexpected", _at, Here());
    }

    private static readonly (string Name, Func<string, TimeZoneInfo, Value?> Read)[] Readers =
    [
        ("date and time", ValueText.ReadInstant),
        ("date", (text, _) => ValueText.ReadDate(text)),
        ("time", (text, _) => ValueText.ReadTime(text)),
        ("duration", (text, _) => ValueText.ReadDuration(text)),
    ];

    private Expression Fail(string code, int position, params object[] args)
    {
        _error ??= new FeelError(code, position, args);
        _at = _text.Length;
        return Nothing;
    }

    private string Here() => _at < _text.Length ? _text[_at].ToString() : "";

    private bool Expect(char sign)
    {
        if (Sign(sign))
            return true;
        Fail("cell.expected", _at, sign.ToString());
        return false;
    }

    private bool Ahead(string signs) => string.CompareOrdinal(_text, _at, signs, 0, signs.Length) == 0;

    private bool Sign(char sign)
    {
        if (_at >= _text.Length || _text[_at] != sign)
            return false;
        _at++;
        Skip();
        return true;
    }

    private bool Sign(char first, char second)
    {
        if (_at + 1 >= _text.Length || _text[_at] != first || _text[_at + 1] != second)
            return false;
        _at += 2;
        Skip();
        return true;
    }

    /// <summary>A word that no longer name begins with; a fact may be called "not delivered".</summary>
    private bool Word(string word)
    {
        if (!Ahead(word) || (_at + word.Length < _text.Length && FeelScope.IsNamePart(_text[_at + word.Length])))
            return false;
        if (_scope.NameAt(_text, _at) is { } name && name.End > _at + word.Length)
            return false;
        _at += word.Length;
        Skip();
        return true;
    }

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
