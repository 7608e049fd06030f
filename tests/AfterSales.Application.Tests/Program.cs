using AfterSales.Application.Persistence;
using AfterSales.Application.Tests.Clocks;
using AfterSales.Application.Tests.Evidence;
using AfterSales.Application.Tests.Importing;
using AfterSales.Application.Tests.Persistence;

// The test runner never comes here. Tests that must kill a process start this assembly as a program of its own.
if (args is [ClockProcess.Verb, var connectionString, var now])
{
    await ClockProcess.RunAsync(connectionString, now);
    return;
}
if (args is [ImportProcess.Verb, var database, var dataFolder, var time])
{
    await ImportProcess.RunAsync(database, dataFolder, time);
    return;
}
if (args is [OneDeedProcess.Verb, var server, var moment, var store, var person, var role, .. var deed])
{
    await OneDeedProcess.RunAsync(server, moment, store, person, role, deed);
    return;
}
if (args is [UploadProcess.Verb, .. var upload])
{
    await UploadProcess.RunAsync(upload);
    return;
}
await using var postgres = await PrivatePostgres.StartAsync(args[0]);
Console.WriteLine("ready");
await postgres.WaitForEndAsync(CancellationToken.None);
