using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Application.Playbooks;

/// <summary>A fact that is worth asking for.</summary>
/// <param name="Answers">The answers to tap, in order; empty where a number is typed.</param>
/// <param name="IsNext">Whether it lies on the cheapest way to a decision.</param>
public sealed record Question(CatalogueFact Fact, IReadOnlyList<Value> Answers, bool IsNext);
