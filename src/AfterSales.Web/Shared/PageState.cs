namespace AfterSales.Web.Shared;

/// <summary>The states every page draws; "nothing there yet" is for the page itself to say.</summary>
public enum PageState
{
    Loading,
    Ready,
    Failed,
}
