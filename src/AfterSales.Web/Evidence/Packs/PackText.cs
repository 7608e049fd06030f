using AfterSales.Application.Cases;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Web.Cases;
using AfterSales.Web.Conversations;
using AfterSales.Web.Ledger;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Remedies;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>Puts a case into the words of its evidence pack.</summary>
internal sealed class PackText
{
    private readonly Texts _texts;
    private readonly PackContent _content;
    private readonly Formats _formats;
    private readonly PackMask _mask;

    private PackText(Texts texts, PackContent content)
    {
        (_texts, _content) = (texts, content);
        _formats = new(texts, new LongAgo()) { Zone = content.Zone };
        _mask = new(content.Payouts.Select(p => p.Payee));
    }

    public static PackDocument Of(PackContent content, Texts texts) => new PackText(texts, content).Document();

    private PackDocument Document()
    {
        PackSection[] sections = [Case(), Order(), Photos(), Links(), Warehouse(), Actions(), Approvals(), Payments(), Review(), Timeline(), Hashes()];
        return new(_texts["Packs.Title"], $"{_content.StoreName} · {_content.Case.Number}", [.. sections.Where(section => !section.IsEmpty)]);
    }

    private PackSection Case()
    {
        var subject = _content.Case;
        return Facts("Packs.Case",
            ("Packs.CaseNumber", subject.Number), ("Packs.Store", _content.StoreName), ("Packs.Customer", _mask.Of(subject.CustomerNick)),
            ("Packs.Type", CaseMarks.TypeOf(subject.Type, subject.Subtype, _texts)), ("Packs.OpenedAt", At(subject.OpenedAt)), ("Packs.State", _texts.Word(subject.State)),
            ("Packs.ResolvedAt", subject.ResolvedAt is { } resolved ? At(resolved) : null));
    }

    private PackSection Order()
    {
        if (_content.Order is not { } order) return Facts("Packs.Order", ("Packs.OrderNo", _content.Case.OrderNo));
        return Facts("Packs.Order",
            ("Packs.OrderNo", order.OrderNo), ("Packs.OrderStatus", order.StatusText ?? _texts.Word(order.Status)), ("Packs.Paid", order.PaidAmount is { } paid ? Formats.Money(paid) : null),
            ("Packs.OrderedAt", order.CreatedAt is { } created ? At(created) : null), ("Packs.Region", string.Join(' ', new[] { order.Province, order.City }.OfType<string>())), ("Packs.BuyerMessage", _mask.Of(order.BuyerMessage)),
            ("Packs.Parcels", string.Join(_texts["Shared.ListSeparator"], order.Parcels.Select(p => $"{p.Courier} {p.Waybill}{(p.ShippedAt is { } at ? " " + At(at) : "")}".Trim())))) with
        {
            Table = order.Lines.Count == 0 ? null : new(
                [_texts["Packs.Item"], _texts["Packs.Sku"], _texts["Packs.Style"], _texts["Packs.Quantity"], _texts["Packs.Paid"]], [40, 24, 14, 8, 14],
                [.. order.Lines.Select(l => new[] { l.Title ?? "", l.Sku ?? "", l.StyleCode ?? "", l.Quantity is { } n ? _formats.Number(n) : "", l.PaidAmount is { } yuan ? Formats.Money(yuan) : "" })]),
        };
    }

    private PackSection Photos() => new(_texts["Packs.Photos"])
    {
        Photos = [.. _content.Pieces.Select(p => new PackPhoto(p.Path, p.Item.Sha256!, p.Thumbnail, [.. Details(p.Item).Where(d => d.Length > 0)]))],
        Note = _content.Pieces.Count == 0 ? _texts["Packs.NoPhotos"] : null,
    };

    private string[] Details(EvidenceItem item) =>
    [
        item.Label is { } label ? _texts.Label(label) : "",
        item.Verdict is { } verdict ? _texts["Packs.Verdict", _texts[$"Packs.Verdict.{verdict}"], item.VerdictByName, _mask.Of(item.VerdictReason)].TrimEnd() : "",
        $"{At(item.AddedAt)} · {_texts["Packs.Bytes", _formats.Number(item.Size!.Value)]}",
        _mask.Of(item.Name),
    ];

    private PackSection Links() => new(_texts["Packs.Links"]) { Lines = [.. _content.Links.Select(e => new PackLine(At(e.AddedAt), null, _mask.Of($"{e.Name} {e.Url}"), false))] };

    // A weight, or returned goods: each as it was last said.
    private PackSection Warehouse() => new(_texts["Packs.Warehouse"])
    {
        Lines =
        [
            .. from step in _content.Steps
               let found = step.Details.Weighing is { } weighing ? _texts["Packs.Weighed", weighing.Expected, weighing.Weighed]
                   : step.Details.Inspection is { } goods ? _texts["Packs.Inspected", _texts.Word(goods.Verdict), goods.Good, goods.Defective]
                   : null
               where found is not null
               select new PackLine(At(step.At), step.ByName, _mask.Of(found + (step.Details.Note is { } note ? " · " + note : "")), false),
        ],
    };

    private PackSection Actions() => new(_texts["Packs.Actions"])
    {
        Table = _content.Actions.Count == 0 ? null : new(
            [_texts["Packs.What"], _texts["Packs.AgreedAt"], _texts["Packs.State"], _texts["Packs.Amount"], _texts["Packs.Details"]], [22, 22, 14, 14, 28],
            [.. _content.Actions.Select(a => new[] { _texts.Action(a.Word), At(a.AgreedAt), _texts.StateOf(a.Flow, a.State), Money(a.Amount), _mask.Of(string.Join(" · ", new[] { a.Courier, a.Waybill, a.Reference, a.Note }.Where(d => !string.IsNullOrEmpty(d)))) })]),
    };

    private PackSection Approvals() => new(_texts["Packs.Decisions"])
    {
        Table = _content.Approvals.Count == 0 ? null : new(
            [_texts["Packs.What"], _texts["Packs.Amount"], _texts["Packs.Causes"], _texts["Packs.State"], _texts["Packs.DecidedBy"]], [20, 12, 24, 12, 32],
            [.. _content.Approvals.Select(a => new[] { _texts.Action(a.Remedy), Money(a.Amount), string.Join(_texts["Shared.ListSeparator"], a.Causes.Select(cause => _texts.Outcome("Cause", cause))), _texts.Word(a.State), Decided(a) })]),
    };

    private string Decided(ApprovalRequest request) => string.Join('\n', _content.Decisions.Where(d => d.RequestId == request.Id)
        .Select(d => _mask.Of($"{At(d.At)} {d.ByName} {_texts.Word(d.Verdict)}{(d.Reason is { } reason ? " · " + reason : "")}")));

    private PackSection Payments() => new(_texts["Packs.Payments"])
    {
        Table = _content.Payouts.Count == 0 ? null : new(
            [_texts["Packs.Way"], _texts["Packs.Payee"], _texts["Packs.Amount"], _texts["Packs.State"], _texts["Packs.When"], _texts["Packs.Receipt"]], [22, 18, 14, 12, 18, 16],
            [.. _content.Payouts.Select(p => new[] { _texts.WayOf(p.Method, p.Remedy), PayeeMask.Of(p.Payee) ?? _texts["Packs.OrdersOwnWay"], Money(p.Amount), _texts.Word(p.State), At(p.ConfirmedAt ?? p.SentAt ?? p.RequestedAt), p.ReceiptNo ?? "" })]),
    };

    private PackSection Review()
    {
        if (_content.Review is not { } review) return new(_texts["Packs.Review"]);
        return Facts("Packs.Review",
            ("Packs.Rating", _texts.Word(review.Rating)), ("Packs.ReviewText", _mask.Of(review.Text)), ("Packs.PostedAt", review.PostedAt is { } at ? At(at) : null),
            ("Packs.Cause", _texts.Word(review.Cause)), ("Packs.Outcome", _texts.Word(review.Outcome)));
    }

    private PackSection Timeline()
    {
        var words = new HistoryWords(_texts, _formats, _content.People);
        return new(_texts["Packs.Timeline"]) { Lines = [.. _content.Timeline.Select(entry => entry.Message is { } message ? Said(message) : Happened(words, entry)).OfType<PackLine>()] };
    }

    private PackLine Said(MessageLine message) => new(
        At(message.SentAt), $"{(message.Kind == MessageKind.Buyer ? _texts["Packs.Buyer"] : _texts["Packs.Shop"])} {_mask.Of(message.AuthorName)}",
        _mask.Of(message.Text) + string.Concat(message.Evidence.Select(e => $" [{_mask.Of(e.Name)}]")), _content.Marked.Contains(message.Id));

    private PackLine? Happened(HistoryWords words, TimelineEntry entry) =>
        words.Sentence(entry.Event!) is { } sentence ? new(At(entry.At), null, _mask.Of(sentence), false) : null;

    private PackSection Hashes() => new(_texts["Packs.Hashes"])
    {
        Note = _texts["Packs.HashesAbout"],
        Table = _content.Pieces.Count == 0 ? null : new([_texts["Packs.File"], _texts["Packs.Sha256"]], [46, 54], [.. _content.Pieces.Select(p => new[] { p.Path, p.Item.Sha256! })]),
    };

    private PackSection Facts(string title, params (string Name, string? Value)[] facts) =>
        new(_texts[title]) { Facts = [.. facts.Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => new PackFact(_texts[f.Name], f.Value!))] };

    private string At(DateTimeOffset at) => _formats.Exactly(at);

    private static string Money(decimal? yuan) => yuan is { } amount ? Formats.Money(amount) : "";

    /// <summary>So that no time is today or yesterday: a pack reads the same on every day.</summary>
    private sealed class LongAgo : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
