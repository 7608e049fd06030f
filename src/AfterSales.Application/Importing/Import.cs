using AfterSales.Domain.Shared;

namespace AfterSales.Application.Importing;

public enum ImportState
{
    /// <summary>Uploaded and looked at; waits for somebody to start it.</summary>
    Uploaded,
    Queued,
    Running,
    Done,
    Cancelled,
    Failed,
}

/// <summary>One file being brought in. Kept with its counts and refused rows, so it can be left and found again.</summary>
public sealed class Import : IStoreOwned
{
    private Import() { }

    public Import(Guid id, Guid storeId, string kind, string fileName, string sha256, long size, Guid? startedById, string startedByName, DateTimeOffset createdAt)
    {
        Id = id;
        StoreId = storeId;
        Kind = kind;
        FileName = fileName;
        Sha256 = sha256;
        Size = size;
        StartedById = startedById;
        StartedByName = startedByName;
        CreatedAt = createdAt;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>The file kind by its name in the domain, e.g. OrderList.</summary>
    public string Kind { get; private set; } = "";

    public string FileName { get; private set; } = "";

    /// <summary>Of the uploaded bytes, in lower-case hex. The bytes are kept until the job ends: see <see cref="ImportFiles"/>.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    public Guid? StartedById { get; private set; }
    public string StartedByName { get; private set; } = "";
    public ImportState State { get; internal set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; internal set; }
    public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>Set by the person who wants it to stop; the job looks at it between chunks.</summary>
    public bool CancelRequested { get; internal set; }

    /// <summary>The worker that has it now. One that was taken for dead finds another name here and leaves off.</summary>
    public Guid? ClaimedBy { get; internal set; }

    /// <summary>The node working on it says it lives; a silent one's job is taken over.</summary>
    public DateTimeOffset? HeartbeatAt { get; internal set; }

    /// <summary>Orders are written in the order of their numbers, then refunds; everything up to this one is in. Who takes the job over goes on behind it.</summary>
    public string? WrittenThrough { get; internal set; }

    /// <summary>0 to 1.</summary>
    public double Progress { get; internal set; }

    /// <summary>Rows of the file below its headers, good or refused.</summary>
    public int RowsRead { get; internal set; }

    /// <summary>Orders and refunds (of a chat: messages) that were not there before.</summary>
    public int Added { get; internal set; }

    /// <summary>Orders of which something changed: a field, a line or a parcel; and refunds.</summary>
    public int Changed { get; internal set; }

    public int Unchanged { get; internal set; }

    /// <summary>Rows that were not taken.</summary>
    public int Refused { get; internal set; }

    public bool IsEnded => State is ImportState.Done or ImportState.Cancelled or ImportState.Failed;

    /// <summary>A refusal code when the whole file failed.</summary>
    public string? FailureCode { get; internal set; }
}

/// <summary>A row that was refused, with its place and reason; language-neutral.</summary>
public sealed class ImportRefusal : IStoreOwned
{
    private ImportRefusal() { }

    public ImportRefusal(Guid importId, Guid storeId, string? sheet, int rowNumber, string code, string[] args, string rowText)
    {
        ImportId = importId;
        StoreId = storeId;
        Sheet = sheet;
        RowNumber = rowNumber;
        Code = code;
        Args = args;
        RowText = rowText;
    }

    public long Id { get; private set; }
    public Guid ImportId { get; private set; }
    public Guid StoreId { get; private set; }
    public string? Sheet { get; private set; }

    /// <summary>As the file counts: the header is row 1.</summary>
    public int RowNumber { get; private set; }

    public string Code { get; private set; } = "";
    public string[] Args { get; private set; } = [];

    /// <summary>The start of the row as it stood in the file.</summary>
    public string RowText { get; private set; } = "";
}
