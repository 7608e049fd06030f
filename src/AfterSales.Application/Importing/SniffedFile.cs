using System.Text;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

public enum FileContainer
{
    Unknown,
    Text,
    Html,
    Xlsx,
    Xls,
}

/// <summary>What a file is made of, told by its bytes; its name and its ending are never asked.</summary>
public sealed record SniffedFile(FileContainer Container, Encoding? Encoding, FileProblem? Problem)
{
    internal static SniffedFile Bad(string code) => new(FileContainer.Unknown, null, new FileProblem(code));
}
