using AfterSales.Web.Hosting;
using AfterSales.Web.Playbooks;

return args is ["playbook", .. var rest] ? PlaybookCommand.Run(rest) : await Desk.RunAsync(args);
