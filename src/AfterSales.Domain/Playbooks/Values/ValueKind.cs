namespace AfterSales.Domain.Playbooks.Values;

/// <summary>What sort of value a fact or an output holds. <see cref="Unknown"/> is the default on purpose: what nobody said is unknown.</summary>
public enum ValueKind : byte
{
    /// <summary>Nobody has said yet. Not a value of DMN; never the same as <see cref="Null"/>.</summary>
    Unknown,

    /// <summary>DMN's null: it is known that there is no value.</summary>
    Null,
    Boolean,
    Number,
    Text,
    Date,
    Time,

    /// <summary>An instant. DMN's date and time without a zone is read in the playbook's zone.</summary>
    DateTime,

    /// <summary>DMN's days and time duration.</summary>
    Duration,

    /// <summary>DMN's years and months duration.</summary>
    Months,
    List,
}
