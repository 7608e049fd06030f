using System.Linq.Expressions;
using AfterSales.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>
/// "Open" as a condition on rows. States are stored by name, so comparing with &lt; would compare letters; and the names stand
/// in the SQL as constants, so that PostgreSQL can use the indexes of open cases.
/// </summary>
internal static class OpenStates
{
    private static readonly CaseState[] Open = [.. CaseStates.Working];

    public static readonly Expression<Func<Case, bool>> Condition = c => EF.Constant(Open).Contains(c.State);
}
