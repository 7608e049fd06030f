using AfterSales.Load.Pages;
using Npgsql;

namespace AfterSales.Load.Approvals;

/// <summary>The least that a page of the inbox and a decision cost: the rows, read and written with every value known.</summary>
internal static class RawApprovals
{
    private const string Page = """
        select a.*, c.number, c.customer_nick, k.due_at from approval_requests a join cases c on c.id = a.case_id
        left join clocks k on k.subject_id = a.case_id and k.kind = 'Approval' and k.stopped_at is null
        where a.store_id = $1 and a.state = 'Open' and not a.hands @> array[$2] order by a.requested_at, a.id limit 50
        """;

    // What DecideApproval leaves behind when it approves: found by counting its rows table by table.
    private static readonly string[] Decision =
    [
        "insert into approval_decisions (store_id, request_id, verdict, as_role, amount, subject_hash, by_id, by_name, at) select store_id, id, 'Approved', 'Supervisor', amount, subject_hash, $2, 'supervisor', now() from approval_requests where id = $1",
        "update approval_requests set state = 'Approved', decided_at = now(), next_role = null, signed_by = array[$2], version = version + 1 where id = $1",
        "update case_actions set state = 'Open', version = version + 1 where remedy_id = (select action_id from approval_requests where id = $1) and $2::uuid is not null",
        "update payouts set state = 'Approved', approval_id = $1, approved_at = now(), version = version + 1 where action_id = (select action_id from approval_requests where id = $1) and $2::uuid is not null",
        "insert into ledger_postings (id, store_id, case_id, action_id, payout_id, kind, key, at, by_id, by_name) select $1, store_id, case_id, action_id, id, 'Approved', 'payout:' || id || ':Approved', now(), $2, 'supervisor' from payouts where approval_id = $1",
        "insert into ledger_entries (store_id, posting_id, account, yuan, party) select store_id, $1, account, yuan, party from payouts, (values ('Borne', 18, 'Store'), ('Owed', -18, null)) of (account, yuan, party) where approval_id = $1 and $2::uuid is not null",
        "insert into case_history (store_id, case_id, kind, data, actor_kind, actor_id, actor_name, at) select store_id, case_id, kind, '{\"remedy\": \"partial discount\", \"verdict\": \"Approved\", \"amount\": \"18\"}', 'Person', $2, 'supervisor', now() from approval_requests, (values ('ApprovalDecided'), ('StateChanged'), ('WaitingChanged')) of (kind) where id = $1",
        "insert into outbox (store_id, kind, case_id, data, at) select store_id, 'approval.decided', case_id, '{\"state\": \"Approved\"}', now() from approval_requests where id = $1 and $2::uuid is not null",
        "insert into notifications (id, store_id, person_id, kind, key, case_id, case_number, data, at) select $1, store_id, requested_by_id, 'approval.decided', 'approval.decided:' || id, case_id, '', '{\"amount\": \"18\"}', now() from approval_requests where id = $1 and $2::uuid is not null",
        "insert into case_evaluations (store_id, case_id, playbook, version, facts, spoke, at) select store_id, case_id, 'Quality', 1, '{\"photo\": \"confirms\"}', '{\"situation\": [\"1\"]}', now() from approval_requests where id = $1 and $2::uuid is not null",
        "delete from clock_timers where fired_at is null and clock_id in (select k.id from clocks k join approval_requests a on a.case_id = k.subject_id where a.id = $1 and k.kind = 'Approval' and k.stopped_at is null) and $2::uuid is not null",
        "update clocks set stopped_at = now(), stop_cause = 'Decided' where kind = 'Approval' and stopped_at is null and subject_id = (select case_id from approval_requests where id = $1) and $2::uuid is not null",
        "update cases set state = 'Executing', waiting_for = null, version = version + 2, changed_at = now() where id = (select case_id from approval_requests where id = $1) and $2::uuid is not null",
    ];

    public static async Task PageAsync(FilledStore store, Guid person, CancellationToken ct)
    {
        await using var command = store.Source.CreateCommand(Page);
        command.Parameters.Add(new() { Value = store.Database.StoreId });
        command.Parameters.Add(new() { Value = person });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) rows.GetValue(0);
    }

    public static async Task DecideAsync(FilledStore store, Guid request, Guid person, CancellationToken ct)
    {
        await using var connection = await store.Source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in (string[])["begin", .. Decision, "commit"])
        {
            var command = new NpgsqlBatchCommand(statement);
            if (statement.Length > "commit".Length)
            {
                command.Parameters.Add(new() { Value = request });
                command.Parameters.Add(new() { Value = person });
            }
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(ct);
    }
}
