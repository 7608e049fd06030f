using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>Makes a key and shows its secret, once.</summary>
public partial class ApiKeyPanel(CreateApiKey createApiKey, Texts texts)
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(CreateApiKey.Input.Name), nameof(CreateApiKey.Input.Scopes)];

    private readonly HashSet<string> _scopes = [ApiScope.MessagesWrite];
    private string _name = "";
    private string? _secret;
    private Refusal? _refusal;

    private Texts T => texts;

    /// <summary>The key exists; its secret is still shown.</summary>
    [Parameter, EditorRequired] public EventCallback Made { get; set; }

    [Parameter, EditorRequired] public EventCallback Closed { get; set; }
    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private void Set(string scope, bool on)
    {
        if (on)
            _scopes.Add(scope);
        else
            _scopes.Remove(scope);
    }

    private async Task CreateAsync()
    {
        var result = await createApiKey.ExecuteAsync(new(_name, [.. _scopes]), Actor);
        _refusal = result.Refusal;
        if (!result.Ok) return;
        _secret = result.Value.Secret;
        await Made.InvokeAsync();
    }
}
