using AfterSales.Application.Customers.Privacy;
using Npgsql;

namespace AfterSales.Application.Tests.Customers;

/// <summary>Histories let go of names and words in the transaction of an erasure, and of nothing else, then or ever (ADR 25).</summary>
public sealed class ErasedHistoryTests : KnownBuyerTests
{
    private const string Begin = "update erasures set state = 'Erased', decided_by_id = gen_random_uuid(), decided_by = 'x', decided_at = now(), erased_in = pg_current_xact_id()::text::bigint where state = 'Open'";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Buyer.AskAsync();
    }

    [Theory]
    [InlineData("update messages set text = '[erased 2026-11-27]', author_name = '已删除-0123456789ab'")]
    [InlineData("update case_history set data = erase_values(data, array['from', 'to'], '[erased 2026-11-27]')")]
    [InlineData("update staff_notes set text = ''")]
    [InlineData("update approval_decisions set reason = null, subject_hash = ''")]
    [InlineData("update store_audit set details = array_fill('[erased 2026-11-27]'::text, array[cardinality(details)])")]
    [InlineData("update pay_disputes set words = '[erased 2026-11-27]', reason = '[erased 2026-11-27]'")]
    public async Task Words_InAnErasure_MayGo_AndOnlyThere(string sql)
    {
        (await TryAsync(Begin, sql)).ShouldBeNull();
        (await TryAsync(sql)).ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Theory]
    [InlineData("update messages set text = '我没说过'")]
    [InlineData("update messages set text = '[erased 2026-11-27] 我没说过'")]
    [InlineData("update messages set text = '[erased 2026-11-27]', sent_at = now()")]
    [InlineData("update messages set author_name = '客服乙'")]
    [InlineData("update messages set kind = 'Note'")]
    [InlineData("update case_history set data = '{}' where data <> '{}'")]
    [InlineData("update case_history set data = data || '{\"to\": \"Closed\"}'")]
    [InlineData("update case_history set kind = 'Closed'")]
    [InlineData("update case_history set actor_name = ''")]
    [InlineData("update payout_batches set lines = jsonb_set(lines, '{0,amount}', '1')")]
    [InlineData("update payout_batches set lines = jsonb_set(lines, '{0,amount}', 'null')")]
    [InlineData("update payout_batches set lines = lines - 0")]
    [InlineData("update action_steps set details = details || '{\"amount\": 5}'")]
    [InlineData("update approval_decisions set verdict = 'Rejected'")]
    [InlineData("update approval_decisions set amount = 1")]
    [InlineData("update store_audit set details = '{}' where cardinality(details) > 0")]
    [InlineData("update store_audit set by_name = ''")]
    [InlineData("update pay_disputes set words = '我没说过'")]
    [InlineData("update pay_disputes set words = '[erased 2026-11-27]', yuan = 9")]
    [InlineData("update ledger_entries set party_name = null")]
    [InlineData("update ledger_postings set by_name = ''")]
    [InlineData("update clock_events set kind = 'Warned'")]
    [InlineData("delete from messages")]
    [InlineData("delete from case_history")]
    [InlineData("delete from erasures")]
    [InlineData("delete from erased_keys")]
    [InlineData("update erasures set reason = '' where state = 'Erased'")]
    public async Task AnythingElse_InAnErasure_IsRefused(string sql)
    {
        await using (var keys = Source.CreateCommand("insert into erased_keys (store_id, hash, erasure_id, at) values (gen_random_uuid(), 'x', gen_random_uuid(), now())")) await keys.ExecuteNonQueryAsync();
        (await TryAsync(Begin, sql)).ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Theory]
    [InlineData("update erasures set state = 'Erased', decided_by_id = requested_by_id, decided_by = 'x', erased_in = pg_current_xact_id()::text::bigint", PostgresErrorCodes.CheckViolation)]
    [InlineData("update erasures set state = 'Erased', decided_by = 'x', erased_in = pg_current_xact_id()::text::bigint", PostgresErrorCodes.CheckViolation)]
    [InlineData("update erasures set erased_in = 7", PostgresErrorCodes.RestrictViolation)]
    [InlineData("insert into erasures select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'customer_id', gen_random_uuid(), 'state', 'Erased', 'decided_by_id', gen_random_uuid(), 'erased_in', pg_current_xact_id()::text::bigint))).* from erasures e", PostgresErrorCodes.RestrictViolation)]
    public async Task AnErasure_ByOnePerson_IsNone(string sql, string state) => (await TryAsync(sql)).ShouldBe(state);

    [Fact]
    public async Task AnErasure_OfYesterday_OpensNothing()
    {
        (await Desk.Get<DecideErasure>().ExecuteAsync((await Desk.Get<PersonalDataQueries>().ListAsync(Desk.Owner)).Value![0].Erasure.Id, true, Desk.Owner)).Refusal.ShouldBeNull();
        await Desk.BuyerSaysAsync("别的买家", "我说过");
        (await TryAsync("update messages set text = '[erased 2026-11-27]' where text = '我说过'")).ShouldBe(PostgresErrorCodes.RestrictViolation);
        (await TryAsync("update erasures set erased_in = pg_current_xact_id()::text::bigint")).ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    private NpgsqlDataSource Source => Desk.Get<NpgsqlDataSource>();

    // Tried and undone; answers what the database said to it, null where it was let through.
    private async Task<string?> TryAsync(params string[] statements)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            foreach (var sql in statements)
            {
                await using var command = new NpgsqlCommand(sql, connection, transaction);
                (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0, sql);
            }
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }
}
