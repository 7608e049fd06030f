using AfterSales.Web.Evidence;
using AfterSales.Web.Hosting;
using AfterSales.Web.Playbooks;

return args switch
{
    ["playbook", .. var rest] => PlaybookCommand.Run(rest),
    ["evidence", .. var rest] => EvidenceCommand.Run(rest),
    _ => await Desk.RunAsync(args),
};
