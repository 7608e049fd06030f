using AfterSales.Application.Persistence;

// The test runner never comes here. Tests that must kill an owner of a PostgreSQL start this assembly as a program of its own.
await using var postgres = await PrivatePostgres.StartAsync(args[0]);
Console.WriteLine("ready");
await postgres.WaitForEndAsync(CancellationToken.None);
