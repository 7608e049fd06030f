using AfterSales.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace AfterSales.Web.Tests.Hosting;

public sealed class ErrorsTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Failure_WhateverTheMethod_IsAFailureAndNoRefusal(string method)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.UseErrors();
        app.MapMethods("/pieces", [method], string () => throw new InvalidOperationException("the disk is on fire"));
        // As pages are: to be visited, and to send a form to.
        app.MapMethods("/error", ["GET", "POST"], () => "sorry");
        await app.StartAsync();

        using var answer = await app.GetTestClient().SendAsync(new(new(method), "/pieces"));

        ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((500, "sorry"));
    }
}
