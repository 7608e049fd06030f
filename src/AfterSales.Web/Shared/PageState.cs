namespace AfterSales.Web.Shared;

/// <summary>The states every page draws: loading, failed, ready; "nothing there yet" is for the page itself to say.</summary>
public readonly record struct PageState
{
    private PageState(bool loaded, Exception? error) => (Loaded, Error) = (loaded, error);

    public static PageState Loading => default;

    public static PageState Ready => new(true, null);

    /// <summary>Whether the data is there.</summary>
    public bool Loaded { get; }

    /// <summary>Why it is not; <see cref="LoadFailed"/> draws it and writes it into the log.</summary>
    public Exception? Error { get; }

    public static PageState Failed(Exception error) => new(false, error);
}
