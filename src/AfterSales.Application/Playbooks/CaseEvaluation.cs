using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>
/// What a playbook said of a case when something was learnt of it: the version, the facts it knew and the rows that spoke. Append-only. Versions
/// never change, so that every reason, those of silent rows too, can be read again from it.
/// </summary>
public sealed class CaseEvaluation : IStoreOwned
{
    private CaseEvaluation() { }

    public CaseEvaluation(Guid storeId, Guid caseId, string playbook, int version, Dictionary<string, string> facts, Dictionary<string, string[]> spoke, string? responsible, DateTimeOffset at)
    {
        StoreId = storeId;
        CaseId = caseId;
        Playbook = playbook;
        Version = version;
        Facts = facts;
        Spoke = spoke;
        Responsible = responsible;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public string Playbook { get; private set; } = "";
    public int Version { get; private set; }

    /// <summary>What was known, each as a cell would write it.</summary>
    public Dictionary<string, string> Facts { get; private set; } = [];

    /// <summary>By decision, the rows that spoke: their ids, or their places counted from 1 where they have none.</summary>
    public Dictionary<string, string[]> Spoke { get; private set; } = [];

    /// <summary>Whom it holds responsible, in the outcomes catalogue's word; null while that is open.</summary>
    public string? Responsible { get; private set; }

    public DateTimeOffset At { get; private set; }
}
