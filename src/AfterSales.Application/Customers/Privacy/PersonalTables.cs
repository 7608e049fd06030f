using AfterSales.Application.Cases;
using AfterSales.Application.People.Pay;
using AfterSales.Domain.Cases;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>What is erased of one table.</summary>
/// <param name="Name">The table, <c>t</c> in the conditions.</param>
/// <param name="Theirs">Which of the store's rows are the customer's.</param>
/// <param name="Sets">What each column becomes, as SQL.</param>
internal sealed record PersonalTable(string Name, string Theirs, params string[] Sets)
{
    public IEnumerable<string> Columns => Sets.Select(set => set[..set.IndexOf(' ', StringComparison.Ordinal)]);

    public string Erase => $"update {Name} t set {string.Join(", ", Sets)} where t.store_id = @store and ({Theirs})";
}

/// <summary>
/// Where a buyer's name, numbers, words and pictures stand, and what becomes of them: the stock of ADR 25, as statements. Their order matters: what another statement finds its rows by is
/// erased after it. What an append-only table lets go is named once more by its trigger, and the database looks at every value.
/// <para>@store, @customer, @nick, @pseudonym, @archive (the pseudonym as a file's), @mark, @now; @cases, @numbers (of the cases), @orders (numbers), @order_ids, @words (whatever names
/// the buyer), @kept and @whole (of the history).</para>
/// </summary>
internal static class PersonalTables
{
    /// <summary>What events, messages to the outside and notifications say under these names is a word of ours, a number or a person of the store. All else is erased, whatever it is called.</summary>
    public static readonly string[] KeptKeys =
    [
        "action", "after_seconds", "alike", "amount", "approval", "asked", "asked_by", "at", "attempt", "by", "case", "cause", "channel", "clock", "colour", "count", "cycle", "deadline", "decider",
        "defective", "done_at", "done_by", "due_at", "evidence", "expected_kg", "fact", "flow", "from", "good", "label", "line", "message", "months", "number", "order_no", "original", "outcome", "payout",
        "policy_version", "rating", "receipt_no", "reference", "refund", "remedy", "sample", "satisfaction", "sha256", "shares", "before", "stars", "state", "status", "subtype", "to", "type", "value", "verdict",
        "version", "voice", "was", "was_due_at", "waybill", "weighed_kg",
    ];

    /// <summary>Events of which everything is a word of ours or of the platform.</summary>
    public static readonly string[] WholeKinds = [nameof(CaseEventKind.OfferAnswered), nameof(CaseEventKind.RefundMoved), nameof(CaseEventKind.RefundSeen), nameof(CaseEventKind.TypeProposed)];

    private const string OfCase = "t.case_id = any(@cases)";
    private const string OfTheirOrders = "t.order_no = any(@orders)";

    // A dispute is about a line that counts many: theirs is one that names them, an order or a case of theirs.
    private const string NamesThem = "concat_ws(' ', t.words, t.reason) like any(@words) or exists (select from unnest(@numbers) n where strpos(concat_ws(' ', t.words, t.reason), n) > 0)";

    public static readonly PersonalTable[] All =
    [
        new("messages", OfCase, Text("text"), "author_name = case when t.kind = 'Buyer' or t.author_name = @nick then @pseudonym else t.author_name end"),
        new("case_history", OfCase, $"data = case when t.kind = any(@whole) or t.data ->> 'because' = '{RecordFollowUp.Dissatisfied}' then t.data else erase_values(t.data, @kept, @mark) end"),
        new("outbox", OfCase, "data = erase_values(t.data, @kept, @mark)"),
        // Of a dispute, what was said: whose it is and of which month leads to the sheet.
        new("notifications", $"{OfCase} or t.kind in ('{DisputeNotices.Raised}', '{DisputeNotices.Decided}') and split_part(t.key, ':', 2) in (select id::text from pay_disputes t where t.store_id = @store and ({NamesThem}))",
            $"data = case when t.case_id is null then {In("t.data", "words")} else erase_values(t.data, @kept, @mark) end"),
        new("follow_ups", OfCase, Text("words")),
        new("phone_agreements", OfCase, Text("words")),
        new("reviews", OfCase, Text("text"), Text("new_text"), "link = null"),
        new("review_replies", OfCase, Text("text")),
        new("opinions", OfCase, Text("note")),
        // What was said of people's work may hold the buyer's words. Whoever scores holds the sample: they are waited for before what they gave is looked for.
        new("quality_samples", OfCase, Text("hand_reason"), Text("withdrawn_because"), Text("answer")),
        new("assessments", "t.sample_id in (select id from quality_samples where case_id = any(@cases))", Text("remark"), "remarks = erase_values(t.remarks, '{}', @mark)", Text("because")),
        new("pay_disputes", NamesThem, Text("words"), Text("reason")),
        new("action_steps", OfCase, $"details = {In(In("t.details", "reason"), "note")}"),
        new("case_actions", OfCase, Text("note")),
        // A hash of little more than an account can be tried out: it goes with the account, in the decisions first.
        new("approval_decisions", "t.request_id in (select id from approval_requests where case_id = any(@cases))", Text("reason"),
            "subject_hash = case when (select r.subject ->> 'payee' from approval_requests r where r.id = t.request_id) is not null then '' else t.subject_hash end"),
        new("approval_requests", OfCase, Text("note"), "subject_hash = case when t.subject ->> 'payee' is not null then '' else t.subject_hash end", $"subject = {In(Links, "payee")}"),
        new("payout_batches", "exists (select from jsonb_array_elements(t.lines) l where l ->> 'caseNumber' = any(@numbers))",
            $"lines = (select jsonb_agg(case when l ->> 'caseNumber' = any(@numbers) then {In("l || jsonb_build_object('buyer', @pseudonym)", "payee")} else l end order by place) from jsonb_array_elements(t.lines) with ordinality as e (l, place))"),
        new("payouts", "t.customer_id = @customer", Text("payee"), "payee_key = null", Text("trouble")),
        new("evidence", OfCase, "name = @mark", "archive_name = @archive", "url = null", "print = null", Text("verdict_reason"), "has_thumbnail = false",
            "removal_reason = @mark", "removed_at = coalesce(t.removed_at, @now)"),
        new("evidence_packs", OfCase, Text("failure_of")),
        new("legal_holds", OfCase, Text("reason"), Text("release_reason")),
        new("removal_requests", OfCase, Text("reason"), "state = case when t.state = 'Open' then 'Removed' else t.state end",
            "decided_by = case when t.state = 'Open' then @by else t.decided_by end", "decided_at = case when t.state = 'Open' then @now else t.decided_at end"),
        new("parcel_steps", "t.case_id = any(@cases) or t.parcel_id in (select id from ownerless_parcels where case_id = any(@cases))", Text("reason")),
        new("ownerless_parcels", OfCase, Text("sender"), Text("contents"), "photos = '[]'", "version = t.version + 1"),
        new("staff_notes", "t.customer_id = @customer", Text("text")),
        new("flag_changes", "t.customer_id = @customer or t.order_id = any(@order_ids)", Text("memo")),
        new("extortion_changes", "t.customer_id = @customer", Text("reason")),
        new("store_audit", "t.kind in ('ExtortionFlagged', 'ExtortionLifted') and t.subject = @nick", "subject = @pseudonym", "details = array_fill(@mark, array[cardinality(t.details)])"),
        new("imports", "t.file_name like any(@words)", "file_name = @mark"),
        new("import_refusals", "t.row_text like any(@words) or exists (select from unnest(t.args) a where a like any(@words))", "row_text = @mark", "args = array_fill(@mark, array[cardinality(t.args)])"),
        new("platform_refunds", $"{OfTheirOrders} or t.buyer_nick = @nick", Named("buyer_nick"), Text("words"), "extra = '{}'"),
        new("order_lines", OfTheirOrders, "extra = '{}'"),
        new("orders", OfTheirOrders, Named("buyer_nick"), Text("buyer_message"), Text("seller_memo"), "receiver_name = null", "phone = null", "city = null", "district = null", "address = null", "post_code = null",
            $"flag = {In("t.flag", "memo")}", "extra = '{}'", "version = t.version + 1"),
        new("cases", "t.id = any(@cases)", "customer_nick = @pseudonym", Text("last_text"), $"flag = {In("t.flag", "memo")}",
            "tags = array(select tag from unnest(t.tags) with ordinality as g (tag, place) where exists (select from tags s where s.store_id = @store and s.name = tag) order by place)",
            "version = t.version + 1", "changed_at = @now"),
        new("customers", "t.id = @customer", "nick = @pseudonym", $"flag = {In("t.flag", "memo")}", $"extortion = {In("t.extortion", "reason")}", "version = t.version + 1"),
    ];

    // What was shown is named by its hash, or by the address that a channel gave.
    private const string Links = "jsonb_set(t.subject, '{evidence}', coalesce((select jsonb_agg(case when e ~ '^[0-9a-f]{64}$' then e else @mark end order by place) from jsonb_array_elements_text(t.subject -> 'evidence') with ordinality as s (e, place)), '[]'))";

    // Nothing stays nothing.
    private static string Text(string column) => $"{column} = case when t.{column} <> '' then @mark else t.{column} end";

    private static string Named(string column) => $"{column} = case when t.{column} is not null then @pseudonym end";

    private static string In(string json, string key) => $"case when ({json}) ->> '{key}' <> '' then jsonb_set({json}, '{{{key}}}', to_jsonb(@mark)) else {json} end";
}
