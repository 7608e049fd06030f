using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Shared;
using AfterSales.Load.Running;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Load.Intake;

/// <summary>The rows of one worker's talk, as the product writes them.</summary>
internal sealed class RawRows(Guid storeId)
{
    private Guid _customer;
    private Guid _case;

    public IEnumerable<NpgsqlBatchCommand> Of(Said said)
    {
        var now = TimeProvider.System.GetUtcNow();
        return said.Opens ? Opening(said, now) : Joining(said, now);
    }

    private IEnumerable<NpgsqlBatchCommand> Opening(Said said, DateTimeOffset now)
    {
        (_customer, _case) = (Ids.New(now), Ids.New(now));
        var (resolution, reply, message) = (Ids.New(now), Ids.New(now), Ids.New(now));
        yield return Command("insert into customers (id, store_id, nick, first_seen_at, version) values ($1, $2, $3, $4, 1)", _customer, storeId, said.Customer, now);
        yield return Command("""
            insert into cases (id, store_id, number, customer_id, customer_nick, order_no, type, subtype, type_confirmed, state, priority, tags, channel, opened_at, cycle,
                unanswered_since, nudges, last_inbound_at, last_activity_at, last_text, last_is_inbound, evidence_count, version, changed_at)
            values ($1, $2, 'AS-261122-' || lpad(nextval('case_number')::text, 8, '0'), $3, $4, $5, $6, $7, false, $8, $9, '{}', 'qianniu', $10, 1, $10, 0, $10, $10, $11, true, 0, 1, $10)
            """, _case, storeId, _customer, said.Customer, said.OrderNo, nameof(CaseType.WrongItem), nameof(CaseSubtype.WrongShipped), nameof(CaseState.New), nameof(Priority.Normal), now, said.Text);
        yield return Message(message, said, now);
        yield return Clock(resolution, ClockKind.Resolution, TimeSpan.FromHours(48), Seed.ResolutionRule, null, now);
        yield return Clock(reply, ClockKind.Reply, TimeSpan.FromMinutes(5), Seed.ReplyRule, message, now);
        yield return Command("""
            insert into clock_timers (clock_id, kind, ordinal, due_at) values
                ($1, 'Warn', 0, $3 + interval '36 hours'), ($1, 'Warn', 1, $3 + interval '44 hours'), ($1, 'Breach', 0, $3 + interval '48 hours'),
                ($2, 'Warn', 0, $3 + interval '3 minutes'), ($2, 'Breach', 0, $3 + interval '5 minutes')
            """, resolution, reply, now);
        yield return History(CaseEventKind.Opened, """{"channel": "qianniu", "order_no": null}""", now);
        yield return History(CaseEventKind.TypeProposed, """{"type": "WrongItem", "subtype": "WrongShipped", "because": "发错"}""", now);
        yield return Command("insert into outbox (store_id, kind, case_id, data, at) values ($1, 'case.opened', $2, $3, $4)", storeId, _case, Json("""{"case": "AS-261122-0001"}"""), now);
    }

    private IEnumerable<NpgsqlBatchCommand> Joining(Said said, DateTimeOffset now)
    {
        yield return Command("update cases set nudges = nudges + 1, last_inbound_at = $2, last_activity_at = $2, last_text = $3, changed_at = $2 where id = $1", _case, now, said.Text);
        yield return Message(Ids.New(now), said, now);
        yield return History(CaseEventKind.Nudged, """{"count": "1"}""", now);
    }

    private NpgsqlBatchCommand Message(Guid id, Said said, DateTimeOffset now) => Command("""
        insert into messages (id, store_id, case_id, kind, channel, external_id, text, sent_at, received_at, author_name, opened_case)
        values ($1, $2, $3, $4, 'qianniu', $5, $6, $7, $7, $8, $9)
        """, id, storeId, _case, nameof(MessageKind.Buyer), said.ExternalId, said.Text, now, said.Customer, said.Opens);

    private NpgsqlBatchCommand Clock(Guid id, ClockKind kind, TimeSpan limit, string rule, Guid? message, DateTimeOffset now) => Command("""
        insert into clocks (id, store_id, subject_id, kind, cycle, started_at, started_by_message_id, "limit", due_is_given, rule, policy_version, due_at, first_warn_ordinal)
        values ($1, $2, $3, $4, 1, $5, $6, $7, false, $8, 1, $9, 0)
        """, id, storeId, _case, kind.ToString(), now, message, limit, Json(rule), now + limit);

    private NpgsqlBatchCommand History(CaseEventKind kind, string data, DateTimeOffset now) => Command("""
        insert into case_history (store_id, case_id, kind, data, actor_kind, actor_id, actor_name, at) values ($1, $2, $3, $4, 'ApiKey', $1, 'bench', $5)
        """, storeId, _case, kind.ToString(), Json(data), now);

    private static NpgsqlParameter Json(string text) => new() { Value = text, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value switch
            {
                NpgsqlParameter ready => ready,
                null => new NpgsqlParameter { Value = DBNull.Value },
                _ => new NpgsqlParameter { Value = value },
            });
        return command;
    }
}
