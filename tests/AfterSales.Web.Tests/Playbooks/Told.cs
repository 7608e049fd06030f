using System.Globalization;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;
using Case = AfterSales.Domain.Cases.Case;

namespace AfterSales.Web.Tests.Playbooks;

/// <summary>What a default playbook says of some facts, for the pages that show it.</summary>
internal sealed class Told
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 30, 0, TimeSpan.Zero);

    private readonly CompiledPlaybook _playbook;
    private readonly Dictionary<string, Value> _known = new(StringComparer.Ordinal);
    private readonly List<SaidFact> _said = [];

    private Told(CaseType type, CaseSubtype subtype)
    {
        Subject = Case.Open(Guid.CreateVersion7(), Guid.CreateVersion7(), "AS-261122-0418", Guid.CreateVersion7(), "tb88231", "qianniu", Now);
        Subject.Classify(type, subtype);
        _playbook = CompiledPlaybook.Compile(DefaultPlaybooks.Of(type.ToString())).Compiled!;
        _known["subtype"] = Value.Of(subtype.ToString());
    }

    public Case Subject { get; }

    public EvidenceSoFar Evidence { get; set; } = EvidenceSoFar.None;

    public static Told Of(CaseType type, CaseSubtype subtype) => new(type, subtype);

    public static Texts Texts(string language = "zh-CN") => new(CultureInfo.GetCultureInfo(language));

    public static GuidanceWords Words(string language = "zh-CN") => new(Texts(language), new Formats(Texts(language), new MovableTime(Now)));

    public Told Knows(string fact, Value value)
    {
        _known[fact] = value;
        return this;
    }

    public Told Said(string fact, Value value)
    {
        _said.Add(new(fact, value, "林小满", Now));
        return this;
    }

    public GuidanceOnCase Guidance
    {
        get
        {
            var sheet = FactSheet.Of(_known, _said);
            var facts = sheet.For(_playbook);
            facts.TrySet("authority left", Value.Of(15m));
            var guidance = CaseGuidance.For(_playbook, facts);
            var next = guidance.Questions.Shortest.Select(fact => fact.Name).ToHashSet();
            return new(new("WrongItem", 7, 7, _playbook), guidance, sheet, facts,
                [.. guidance.Questions.Facts.Where(fact => sheet[fact.Name]!.MaySay).Select(fact => new Question(sheet[fact.Name]!.Fact, _playbook.AnswersOf(fact.Name), next.Contains(fact.Name)))], [])
            { Evidence = Evidence };
        }
    }

    public GuidanceView View(params Role[] roles) => new(Guidance, Subject, Actor.Person(Guid.CreateVersion7(), "林小满", Guid.CreateVersion7(), roles is [] ? [Role.AfterSales] : roles));

    public ReasonWords Reasons(string language = "zh-CN") => new(Texts(language), _playbook, Guidance.Guidance.Evaluation);
}
