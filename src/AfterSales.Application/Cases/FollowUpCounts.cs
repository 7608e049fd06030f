namespace AfterSales.Application.Cases;

/// <summary>Whose follow-ups are owed, counted while they come and go.</summary>
internal sealed class FollowUpCounts
{
    private readonly Dictionary<Guid, OwedFollowUp> _owed = [];
    private readonly Dictionary<Guid, int> _ofPerson = [];

    public int All => _owed.Count;

    public int Of(Guid personId) => _ofPerson.GetValueOrDefault(personId);

    public OwedFollowUp? Find(Guid caseId) => _owed.TryGetValue(caseId, out var owed) ? owed : null;

    /// <param name="owed">Null: this case owes none.</param>
    public void Put(Guid caseId, OwedFollowUp? owed)
    {
        if (_owed.Remove(caseId, out var before)) Count(before, -1);
        if (owed is not { } now) return;
        _owed[caseId] = now;
        Count(now, 1);
    }

    private void Count(OwedFollowUp owed, int by)
    {
        if (owed.PersonId is not { } person) return;
        var count = Of(person) + by;
        if (count == 0) _ofPerson.Remove(person);
        else _ofPerson[person] = count;
    }
}
