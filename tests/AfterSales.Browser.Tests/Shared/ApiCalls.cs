using System.Net.Http.Json;
using System.Text.Json;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>What a chat bridge does, in journeys.</summary>
internal static class ApiCalls
{
    /// <summary>A buyer message; answers the case's number.</summary>
    public static Task<string> BuyerSaysAsync(this HttpClient api, string customer, string text, DateTimeOffset? sentAt = null) =>
        api.BuyerSaysAboutAsync(customer, text, null, sentAt);

    /// <summary>The same, about an order.</summary>
    public static async Task<string> BuyerSaysAboutAsync(this HttpClient api, string customer, string text, string? order, DateTimeOffset? sentAt = null)
    {
        using var answer = await api.PostAsJsonAsync(new Uri("/api/v1/messages", UriKind.Relative), new
        {
            external_id = Path.GetRandomFileName(),
            channel = "qianniu",
            customer,
            order_no = order,
            direction = "inbound",
            text,
            sent_at = sentAt ?? TimeProvider.System.GetUtcNow(),
        });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("case").GetString()!;
    }

    /// <summary>The case as the API tells it.</summary>
    public static Task<JsonElement> CaseAsync(this HttpClient api, string number) =>
        api.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/cases/{number}", UriKind.Relative));

    public static async Task<string?> StateAsync(this HttpClient api, string number) =>
        (await api.CaseAsync(number)).GetProperty("case").GetProperty("state").GetString();
}
