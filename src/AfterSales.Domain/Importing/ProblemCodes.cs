namespace AfterSales.Domain.Importing;

/// <summary>Every code a reader can give. Each has a sentence in the resources.</summary>
public static class ProblemCodes
{
    public const string MissingOrderNo = "import.missing_order_no";
    public const string MissingRefundNo = "import.missing_refund_no";
    public const string IdScientific = "import.id_scientific";
    public const string IdUnreadable = "import.id_unreadable";
    public const string DateUnreadable = "import.date_unreadable";
    public const string AmountUnreadable = "import.amount_unreadable";
    public const string AmountNegative = "import.amount_negative";
    public const string QuantityUnreadable = "import.quantity_unreadable";
    public const string TooManyCells = "import.too_many_cells";
    public const string CellTooLong = "import.cell_too_long";
    public const string QuoteUnclosed = "import.quote_unclosed";

    public const string EmptyFile = "import.empty_file";
    public const string EncryptedOffice = "import.encrypted_office";
    public const string ZipPassword = "import.zip_password";
    public const string ZipNotWorkbook = "import.zip_not_workbook";
    public const string OfficeNotWorkbook = "import.office_not_workbook";
    public const string FileTooLarge = "import.file_too_large";
    public const string UnpacksTooLarge = "import.unpacks_too_large";
    public const string FileDamaged = "import.file_damaged";
    public const string NotATable = "import.not_a_table";
    public const string HeadersUnknown = "import.headers_unknown";
    public const string KindNotSupported = "import.kind_not_supported";

    public static readonly IReadOnlyList<string> All =
    [
        MissingOrderNo, MissingRefundNo, IdScientific, IdUnreadable, DateUnreadable, AmountUnreadable, AmountNegative, QuantityUnreadable,
        TooManyCells, CellTooLong, QuoteUnclosed, EmptyFile, EncryptedOffice, ZipPassword, ZipNotWorkbook, OfficeNotWorkbook,
        FileTooLarge, UnpacksTooLarge, FileDamaged, NotATable, HeadersUnknown, KindNotSupported,
    ];
}
