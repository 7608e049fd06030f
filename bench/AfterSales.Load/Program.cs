using AfterSales.Load;

return await Bench.RunAsync(args);
