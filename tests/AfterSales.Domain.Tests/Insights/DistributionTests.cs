using AfterSales.Domain.Insights;

namespace AfterSales.Domain.Tests.Insights;

public sealed class DistributionTests
{
    [Fact]
    public void Percentile_OfAnyTimes_IsTheOneThatSortingFinds()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var times = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(random.Next(2) == 0 ? 5 : 900)).Order().ToList();
            var distribution = new Distribution(times.GroupBy(time => time, (time, same) => KeyValuePair.Create(time, (long)same.Count())));
            foreach (var percent in new[] { 1, 10, 50, 90, 99, 100 })
                distribution.Percentile(percent).ShouldBe(times[(int)Math.Ceiling(times.Count * percent / 100m) - 1]);
            distribution.Over(120).ShouldBe(times.Count(time => time > 120));
            distribution.In(60, 300).ShouldBe([times.Count(time => time <= 60), times.Count(time => time is > 60 and <= 300), times.Count(time => time > 300)]);
        }
    }

    [Fact]
    public void Percentile_OfNothing_IsNone()
    {
        var none = new Distribution([KeyValuePair.Create(5, 0L)]);
        (none.Count, none.Median, none.Percentile(90)).ShouldBe((0L, (int?)null, (int?)null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Percentile_ThatIsNone_Throws(int percent) => Should.Throw<ArgumentOutOfRangeException>(() => new Distribution([]).Percentile(percent));

    [Fact]
    public void Times_ThatComeTwice_AreAddedUp() => new Distribution([KeyValuePair.Create(5, 1L), KeyValuePair.Create(5, 2L), KeyValuePair.Create(9, 3L)]).Median.ShouldBe(5);
}
