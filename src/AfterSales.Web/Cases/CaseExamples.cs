namespace AfterSales.Web.Cases;

/// <summary>Examples for the documentation.</summary>
internal static class CaseExamples
{
    private const string Case = """
        {
              "number": "AS-261122-0418", "url": "http://localhost:8080/cases/AS-261122-0418", "state": "Confirming", "waiting_for": null,
              "type": "WrongItem", "subtype": "WrongShipped", "type_confirmed": false, "priority": "Normal", "flag": null, "tags": [],
              "customer": "小鹿要早睡", "order_no": "3515310000000000001", "assignee": "林小满", "channel": "qianniu",
              "opened_at": "2026-11-22T02:00:00Z", "updated_at": "2026-11-22T02:03:10Z", "resolved_at": null, "closed_at": null,
              "unanswered_since": null, "nudges": 0, "evidence_count": 1, "last_text": "收到的裙子颜色不对，我拍的是米白", "cycle": 1, "version": 2
            }
        """;

    public const string List = $$"""
        {
          "cases": [
            {
            "case": {{Case}},
              "next_clock": "Resolution", "next_due_at": "2026-11-24T02:00:00Z"
            }
          ],
          "next_cursor": "AAjf..."
        }
        """;

    public const string Record = $$"""
        {
          "case": {{Case}},
          "earlier_case": null,
          "facts": {},
          "clocks": [
            { "id": "0199...", "clock": "Reply", "cycle": 1, "started_at": "2026-11-22T02:00:00Z", "limit": "PT5M", "due_at": "2026-11-22T02:05:00Z", "paused": false,
              "stopped_at": "2026-11-22T02:03:10Z", "stop_cause": "HumanReply", "breached_at": null, "policy_version": 1,
              "story": [
                { "step": "started", "at": "2026-11-22T02:00:00Z", "message_id": "0199...", "limit": "PT5M", "policy_version": 1, "calendar_name": null },
                { "step": "stopped", "at": "2026-11-22T02:03:10Z", "cause": "HumanReply" },
                { "step": "due", "at": "2026-11-22T02:05:00Z", "given": false }
              ] }
          ],
          "conversation": [
            { "id": "0199...", "kind": "Buyer", "channel": "qianniu", "external_id": "qn-20261122-000418", "author": "小鹿要早睡", "text": "收到的裙子颜色不对，我拍的是米白",
              "sent_at": "2026-11-22T02:00:00Z", "received_at": "2026-11-22T02:00:01Z", "answered_after_seconds": null, "evidence": [] }
          ],
          "evidence": [],
          "guidance": null,
          "actions": [],
          "approvals": [],
          "history": [
            { "at": "2026-11-22T02:00:01Z", "kind": "Opened", "actor_kind": "ApiKey", "actor": "chat bridge", "data": { "channel": "qianniu", "order_no": "3515310000000000001" } }
          ]
        }
        """;
}
