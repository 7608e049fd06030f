using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.Clocks;

/// <summary>A clock rule as a form edits it.</summary>
public sealed class RuleForm
{
    public DurationForm Limit { get; init; } = new();

    public List<DurationForm> WarnAfter { get; init; } = [];

    public List<DurationForm> WarnBefore { get; init; } = [];

    /// <summary>Null: around the clock.</summary>
    public CalendarForm? Calendar { get; set; }

    public bool PauseWhileWaitingBuyer { get; set; }

    public static RuleForm Of(ClockRule rule, IEnumerable<CalendarForm> calendars) => new()
    {
        Limit = DurationForm.Of(rule.Limit),
        WarnAfter = [.. rule.WarnAfter.Select(after => DurationForm.Of(after))],
        WarnBefore = [.. rule.WarnBefore.Select(before => DurationForm.Of(before))],
        Calendar = calendars.FirstOrDefault(calendar => calendar.Name == rule.CalendarName),
        PauseWhileWaitingBuyer = rule.PauseWhileWaitingBuyer,
    };

    // An empty warning is a mistake to be shown, not one to be dropped.
    public ClockRule ToRule(ClockKind kind) => new()
    {
        Limit = kind.IsDueGiven() ? null : Limit.Value,
        WarnAfter = [.. WarnAfter.Select(after => after.Value ?? TimeSpan.Zero)],
        WarnBefore = [.. WarnBefore.Select(before => before.Value ?? TimeSpan.Zero)],
        CalendarName = Calendar?.Name.Trim(),
        PauseWhileWaitingBuyer = PauseWhileWaitingBuyer,
    };
}

/// <summary>A rule for one case type as a form edits it.</summary>
public sealed class OverrideForm
{
    public ClockKind Kind { get; set; } = ClockKind.Resolution;

    public CaseType Type { get; set; }

    public RuleForm Rule { get; set; } = new();
}

/// <summary>A store's clock policy as the settings page edits it.</summary>
public sealed class PolicyForm
{
    /// <summary>The clocks that run today; the rules of the others are kept as they are.</summary>
    public static IReadOnlyList<ClockKind> Kinds { get; } = [ClockKind.Reply, ClockKind.Resolution, ClockKind.Promise, ClockKind.Approval];

    private readonly ClockPolicy _origin;

    private PolicyForm(ClockPolicy origin) => _origin = origin;

    public List<CalendarForm> Calendars { get; } = [];

    public Dictionary<ClockKind, RuleForm> Rules { get; } = [];

    public List<OverrideForm> Overrides { get; } = [];

    public DurationForm ReopenWindow { get; private init; } = new();

    public DurationForm DefaultPromise { get; private init; } = new();

    public DurationForm MaxPromise { get; private init; } = new();

    public static PolicyForm Of(ClockPolicy policy)
    {
        var form = new PolicyForm(policy)
        {
            ReopenWindow = DurationForm.Of(policy.ReopenWindow),
            DefaultPromise = DurationForm.Of(policy.DefaultPromise),
            MaxPromise = DurationForm.Of(policy.MaxPromise),
        };
        form.Calendars.AddRange(policy.Calendars.Select(calendar => CalendarForm.Of(calendar.Key, calendar.Value)));
        foreach (var kind in Kinds) form.Rules[kind] = RuleForm.Of(policy.RuleFor(kind), form.Calendars);
        form.Overrides.AddRange(policy.Overrides.Select(special => new OverrideForm { Kind = special.Kind, Type = Enum.Parse<CaseType>(special.CaseType), Rule = RuleForm.Of(special.Rule, form.Calendars) }));
        return form;
    }

    /// <summary>A new rule for a case type starts as the rule it departs from.</summary>
    public void AddOverride()
    {
        var free = Enum.GetValues<CaseType>().FirstOrDefault(type => !Overrides.Exists(o => o.Type == type && o.Kind == ClockKind.Resolution));
        Overrides.Add(new() { Type = free, Rule = RuleForm.Of(Rules[ClockKind.Resolution].ToRule(ClockKind.Resolution), Calendars) });
    }

    public void Remove(CalendarForm calendar)
    {
        Calendars.Remove(calendar);
        foreach (var rule in Rules.Values.Concat(Overrides.Select(special => special.Rule)).Where(rule => rule.Calendar == calendar)) rule.Calendar = null;
    }

    /// <summary>Everything that keeps it from being saved.</summary>
    public IReadOnlyList<ClockProblem> Problems()
    {
        var names = Calendars.SelectMany((calendar, i) => NameProblems(calendar, $"calendars[{i}].name")).ToList();
        return names.Count > 0 ? names : ToPolicy().Problems();
    }

    public ClockPolicy ToPolicy() => _origin with
    {
        Calendars = Calendars.ToDictionary(calendar => calendar.Name.Trim(), calendar => calendar.ToCalendar()),
        Rules = _origin.Rules.Where(rule => !Kinds.Contains(rule.Key)).Concat(Rules.Select(rule => KeyValuePair.Create(rule.Key, rule.Value.ToRule(rule.Key)))).ToDictionary(),
        Overrides = [.. Overrides.Select(special => new ClockOverride(special.Kind, special.Type.ToString(), special.Rule.ToRule(special.Kind)))],
        ReopenWindow = ReopenWindow.Value ?? TimeSpan.Zero,
        DefaultPromise = DefaultPromise.Value ?? TimeSpan.Zero,
        MaxPromise = MaxPromise.Value ?? TimeSpan.Zero,
    };

    private IEnumerable<ClockProblem> NameProblems(CalendarForm calendar, string path)
    {
        if (PlainText.IsBlank(calendar.Name)) yield return new("calendar.name_needed", path);
        else if (Calendars.First(other => other.Name.Trim() == calendar.Name.Trim()) != calendar) yield return new("calendar.name_repeated", path, calendar.Name.Trim());
    }
}
