namespace AfterSales.Web.Conversations;

/// <summary>Examples for the documentation.</summary>
internal static class MessageExamples
{
    public const string Message = """
        {
          "external_id": "qn-20261122-000418",
          "channel": "qianniu",
          "customer": "小鹿要早睡",
          "order_no": "3515310000000000001",
          "direction": "inbound",
          "text": "收到的裙子颜色不对，我拍的是米白",
          "sent_at": "2026-11-22T10:00:00+08:00",
          "attachments": [{ "name": "实物.jpg", "url": "https://img.example.com/1.jpg" }]
        }
        """;

    public const string Answer = """
        {
          "case": "AS-261122-0418",
          "opened": true,
          "case_url": "http://localhost:8080/cases/AS-261122-0418",
          "clocks": [
            { "clock": "Reply", "started_at": "2026-11-22T02:00:00Z", "due_at": "2026-11-22T02:05:00Z", "paused": false },
            { "clock": "Resolution", "started_at": "2026-11-22T02:00:00Z", "due_at": "2026-11-24T02:00:00Z", "paused": false }
          ]
        }
        """;

    public const string BatchAnswer = """
        {
          "accepted": 1,
          "duplicates": 0,
          "refused": 1,
          "results": [
            { "index": 0, "status": 201, "case": "AS-261122-0418", "opened": true, "case_url": "http://localhost:8080/cases/AS-261122-0418", "clocks": [], "error": null },
            { "index": 1, "status": 400, "case": null, "opened": null, "case_url": null, "clocks": null,
              "error": { "type": "/api#message.empty", "title": "请求有误", "status": 400, "code": "message.empty", "detail": "写点内容或添加文件。", "errors": { "text": ["写点内容或添加文件。"] } } }
          ]
        }
        """;

    public const string Reply = """{ "agent": "林小满", "text": "亲，已经帮您登记换货，今天发出米白色。" }""";

    public const string ReplyAnswer = """{ "case": "AS-261122-0418", "version": 4, "case_url": "http://localhost:8080/cases/AS-261122-0418" }""";
}
