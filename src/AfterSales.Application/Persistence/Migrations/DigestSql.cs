namespace AfterSales.Application.Persistence.Migrations;

/// <summary>What a digest told stands, whatever is counted later.</summary>
internal static class DigestSql
{
    public const string Up = "create trigger append_only before update or delete on digests for each row execute function refuse_change();";
}
