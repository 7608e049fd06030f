using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Ledger;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>What was planned in a month and what came of it: of everybody for who may see it, else one's own. Month and person stand in the address.</summary>
public sealed partial class AttendancePage(AttendanceQueries attendance, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private DateOnly _month;
    private Guid? _person;
    private PersonAttendance? _one;
    private IReadOnlyList<PersonAttendance> _all = [];

    [SupplyParameterFromQuery(Name = "month")] private string? Month { get; set; }

    [SupplyParameterFromQuery(Name = "person")] private string? Person { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    private bool MaySeeAll => Actor.May(Permission.ViewAttendance);

    protected override Task OnParametersSetAsync()
    {
        _month = Months.Of(Month, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        _person = Guid.TryParse(Person, out var person) ? person : MaySeeAll ? null : Actor.PersonId;
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        (_one, _all) = (null, []);
        if (_person is { } id)
        {
            var one = await attendance.OfPersonAsync(id, _month, Actor);
            (_refused, _one) = (one.Refusal, one.Value);
        }
        else
        {
            var all = await attendance.OfMonthAsync(_month, Actor);
            (_refused, _all) = (all.Refusal, all.Value ?? []);
        }
    });

    private string Address(DateOnly month, Guid? person = null, bool everybody = false) =>
        $"/people/attendance?month={Months.Text(month)}{((person ?? (everybody ? null : _person)) is { } whose ? $"&person={whose}" : "")}";
}
