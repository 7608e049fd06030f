namespace AfterSales.Application.Persistence.Migrations;

/// <summary>What a week was drawn from stands like the draw itself.</summary>
internal static class QualityCandidatesSql
{
    public const string Up = "create trigger append_only before update or delete on quality_candidates for each row execute function refuse_change();";
}
