using AfterSales.Web.Hosting;

return await Desk.RunAsync(args);
