using AfterSales.Application.Approvals;
using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <summary>What a remedy at an amount comes to: who has to decide, why, what looks alike, and what has to be done.</summary>
/// <param name="Decider">A word of the outcomes catalogue; <c>agent</c>: nobody has to be asked.</param>
/// <param name="Signatures">Who signs; null where nobody has to be asked.</param>
/// <param name="AuthorityLeft">Yuan that whoever agrees it may still spend on the case without asking; null while that is not known, and where there is no limit.</param>
public sealed record RemedyTerms(
    string Decider, IReadOnlyList<string> Causes, SignaturePlan? Signatures, IReadOnlyList<LookAlike> Alike, IReadOnlyList<PlannedAction> Plan, Shares Shares, RemedyOption Option, decimal? AuthorityLeft)
{
    public bool NeedsApproval => Signatures is not null;

    /// <summary>Whether it counts against the authority of who agrees it: what the playbook gives by itself, such as a price that goes back, does not.</summary>
    public bool UsesAuthority => !NeedsApproval && Option.Need == "by amount";
}

/// <summary>
/// Holds a remedy at an amount against the playbook of the case, the authority of who agrees it, the store's limits, the guard of SPEC 4.2 and the lock
/// on goodwill of SPEC 4.3. The same
/// before asking, when it is shown, and when it is agreed.
/// </summary>
public sealed class RemedyRules(Spending spending, TimeProvider time)
{
    /// <summary>Causes that make a decision the owner's.</summary>
    private static readonly string[] Owners = ["margin below the floor", "over the supervisor's authority"];

    /// <summary>Refused where the playbook does not offer it, forbids it, or lets nobody allow the amount; or while nobody knows what was paid.</summary>
    /// <param name="changing">The action whose terms these would become: what it granted so far does not count.</param>
    internal async Task<Result<RemedyTerms>> HoldAsync(StoreDb db, Case subject, PlaybookInForce rules, Actor actor, string remedy, decimal? amount, string? payee, CancellationToken ct, CaseAction? changing = null)
    {
        var isMoney = OutcomeCatalogue.Money.Contains(remedy);
        if (ActionCatalogue.Find(remedy) is null || !ActionCatalogue.IsRemedy(remedy)) return Refusal.Invalid("remedy.unknown", remedy) with { Field = "Remedy" };
        if (isMoney && (amount is not { } yuan || !Money.IsPayable(yuan))) return Refusal.Invalid("money.amount_invalid") with { Field = "Amount" };
        if (!isMoney && amount is not null) return Refusal.Invalid("remedy.no_amount", remedy) with { Field = "Amount" };

        var now = time.GetUtcNow();
        var file = (await CaseFacts.ReadAsync(db, [subject], now, ct))[subject.Id];
        var facts = file.Sheet.For(rules.Playbook);
        var left = await spending.LeftAsync(db, actor, subject.Id, rules.Playbook, file.OrderPaid, ct, changing?.Id);
        facts.TrySet("authority left", left);
        facts.TrySet("chosen remedy", Value.Of(remedy));
        facts.TrySet("amount", Value.Of(amount ?? 0));
        var guidance = CaseGuidance.For(rules.Playbook, facts);
        if (guidance.Options.FirstOrDefault(option => option.Remedy == remedy) is not { } option) return Refusal.Rule("remedy.not_offered", remedy);

        var demand = guidance.ApprovalFor(remedy, amount ?? 0);
        if (isMoney)
        {
            var before = await GrantedBefore.OfAsync(db, subject, ct, changing?.Id);
            var itemPaid = file.Sheet["item paid"] is { Value: { IsKnown: true } paid } ? paid.AsNumber : (decimal?)null;
            demand = Together(demand, guidance, remedy, amount!.Value, before.OfThese(file.OrderPaid, itemPaid), before.Goodwill);
        }
        // What nobody knows yet may still forbid money; what costs none is held only to what the remedy asks by itself.
        if (isMoney && demand is { Decider: "refused", IsCertain: false } && file.Sheet["item paid"] is not { Value.IsKnown: true }) return Refusal.Rule("remedy.unsettled", remedy, demand.Causes.Count > 0 ? demand.Causes[0] : "");
        if (!isMoney && !demand.IsCertain) demand = option.Need is "supervisor" or "owner" ? demand with { Decider = option.Need, Causes = ["asked by the playbook"] } : demand with { Decider = "agent", Causes = [] };
        if (demand.Decider == "refused") return Refusal.Rule("remedy.refused", remedy, demand.Causes.Count > 0 ? demand.Causes[0] : "");
        var policy = await SpendingPolicies.CurrentAsync(db, ct);
        var own = changing is null ? null : await db.Payouts.Where(p => p.ActionId == changing.Id && p.State != PayoutState.Voided).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        var alike = isMoney ? await LookAlikes.FindAsync(db, subject, payee, policy.LookAlikeDays, now, ct, own) : [];
        var (decider, causes) = (demand.Decider, demand.Causes.ToList());
        // Nobody bounds their own grant: what was paid is somebody's word until the order says it.
        if (isMoney && file.Sheet["item paid"] is { Origin: FactOrigin.Said }) AtLeastSupervisor("bound not known");
        if (await GoodwillLock.HoldsAsync(db, subject.CustomerId, remedy, ct)) AtLeastSupervisor(GoodwillLock.Cause);
        if (alike.Count > 0) AtLeastSupervisor(alike[0].In[0] == Alikeness.SamePhoto ? PhotosElsewhere.Cause : "paid within 30 days");
        if (isMoney && policy.StoreADay is { } most && await spending.GrantedTodayAsync(db, ct, own) + amount > most) AtLeastSupervisor("over the store's day");
        return new RemedyTerms(
            decider, causes, decider == "agent" ? null : policy.SignaturesFor(decider, amount ?? 0), alike, ActionPlan.Of(remedy, guidance.Duties),
            Shares.Whole(guidance.Responsibility.Pays, await CourierAsync(db, subject, ct)), option,
            left.IsKnown && left.AsNumber < decimal.MaxValue ? left.AsNumber : null);

        void AtLeastSupervisor(string cause)
        {
            if (decider == "agent") (decider, causes) = ("supervisor", [cause]);
            else if (!causes.Contains(cause)) causes.Add(cause);
        }
    }

    // A sum that nobody, or only the owner, may allow at once is not allowed in parts. Whatever else the playbook says, it says of each part.
    private static ApprovalDemand Together(ApprovalDemand part, CaseGuidance guidance, string remedy, decimal amount, decimal ofGoods, decimal ofGoodwill)
    {
        if (part.Decider == "refused") return part;
        if (ofGoods > 0 && guidance.ApprovalFor(remedy, amount + ofGoods) is { Decider: "refused" } whole) return whole;
        if (part.Decider == "owner" || ofGoodwill == 0 || !OutcomeCatalogue.Goodwill.Contains(remedy)) return part;
        var goodwill = guidance.ApprovalFor(remedy, amount + ofGoodwill);
        if (goodwill.Decider == "owner") return goodwill;
        // Goodwill for the whole order may be more than was paid for these items: that alone forbids nothing.
        var causes = goodwill.Causes.Where(Owners.Contains).ToList();
        return causes.Count == 0 ? part : goodwill with { Decider = "owner", Causes = causes };
    }

    // Who carried the parcel, so that a claim knows whom it is against.
    private static async Task<string?> CourierAsync(StoreDb db, Case subject, CancellationToken ct) =>
        subject.OrderNo is { } orderNo
            ? await db.Parcels.Where(p => p.OrderNo == orderNo).OrderByDescending(p => p.ShippedAt).Select(p => p.Courier).FirstOrDefaultAsync(ct)
            : null;
}
