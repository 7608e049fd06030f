namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>SPEC 4.1 to 4.3, sentence by sentence.</summary>
internal static class Sentences
{
    private const string ShortConfirmed = "subtype=Missing; photo=confirms; weigh slip=confirms; stock=true";
    private const string WrongConfirmed = "subtype=WrongShipped; photo=confirms; weigh slip=confirms; order sheet=as ordered; stock=true";
    private const string Verified = "subtype=Defect; photo=confirms; wear=unworn; own fault=false; stock=true; severity=";
    private const string NoPhotos = "subtype=Defect; photo=refused; wear=unworn; own fault=false; inspection=";
    private const string Lost = "subtype=Lost; courier answer=confirmed; stock=true; buyer wants=goods; in a hurry=";

    public static IReadOnlyList<Sentence> All { get; } =
    [
        // WrongItem
        new("Ask for a photo", "WrongItem", "subtype=Missing", "evidence-photo phrases-photo", "asks: photo", "shows: photo of the goods", "says: ask photo"),
        new("have the warehouse check the weigh slip and order sheet", "WrongItem", "subtype=Missing; photo=confirms", "evidence-slip evidence-sheet", "asks: weigh slip", "shows: weigh slip; order sheet"),
        new("Confirmed: our fault, store pays postage both ways", "WrongItem", WrongConfirmed, "responsibility-packed obligations-postage", "responsible: warehouse/store", "does: postage both ways"),
        new("exchange or guided refund", "WrongItem", WrongConfirmed, "remedies-exchange remedies-refund phrases-refund", "offers: exchange*; apology; return and refund; partial discount", "says: guide refund"),
        new("the agent places the exchange order", "WrongItem", WrongConfirmed + "; chosen remedy=exchange", "remedy-obligations-order", "does: exchange order"),
        new("write the order memo", "WrongItem", WrongConfirmed, "obligations-memo", "does: order memo"),
        new("WrongShipped: the stock is delisted or adjusted", "WrongItem", WrongConfirmed, "obligations-delist", "does: delist"),
        new("OverShipped: the stock is delisted or adjusted", "WrongItem", "subtype=OverShipped; weigh slip=confirms; extra piece=will return", "obligations-adjust", "does: delist"),
        new("OverShipped, buyer admits but keeps it: courier pickup first", "WrongItem", "subtype=OverShipped; weigh slip=confirms; extra piece=keeps", "obligations-pickup", "does: pickup; not platform complaint"),
        new("then platform complaint", "WrongItem", "subtype=OverShipped; weigh slip=confirms; extra piece=keeps; pickup=failed", "obligations-complaint", "does: pickup; platform complaint"),
        new("buyer denies: upload the weigh slip to the platform", "WrongItem", "subtype=OverShipped; weigh slip=confirms; extra piece=denies", "obligations-upload", "does: upload weigh slip"),
        new("Missing confirmed: reship the missing piece", "WrongItem", ShortConfirmed, "remedies-reship", "offers: reship* 80; apology; refund only 80; return and refund 200 !supervisor"),
        new("UnderPacked confirmed: or refund its share", "WrongItem", "subtype=UnderPacked; photo=confirms; weigh slip=confirms; stock=false", "remedies-share-out-of-stock", "offers: refund only* 80; apology; return and refund 200 !supervisor"),
        new("Weigh slip contradicts the buyer: explain with evidence", "WrongItem", "subtype=Missing; photo=confirms; weigh slip=contradicts", "remedies-explain obligations-show", "offers: explain*; coupon !supervisor", "does: show weigh slip"),
        new("no admission of fault", "WrongItem", "subtype=Missing; photo=confirms; weigh slip=contradicts", "remedies-no-sorry", "forbids: apology", "says: not our mistake"),
        new("the buyer's signature means model, quantity and integrity were accepted", "WrongItem", "subtype=Missing; photo=confirms; weigh slip=contradicts", "evidence-signature phrases-slip", "shows: buyer's signature", "says: explain slip"),

        // DamagedParcel
        new("Refused: normal process (reship or refund on return scan)", "DamagedParcel", "subtype=Refused; return scanned=true; buyer wants=goods; stock=true", "remedies-back-reship remedies-back-else", "offers: reship*; apology; refund only"),
        new("not before the return scan", "DamagedParcel", "subtype=Refused; return scanned=false", "remedies-wait-scan remedies-scan-refund remedies-scan-reship", "offers: wait*; apology", "forbids: refund only; reship"),
        new("Signed, short: weigh slip first", "DamagedParcel", "subtype=SignedShort; photo=confirms", "evidence-slip", "asks: stock; weigh slip", "shows: weigh slip"),
        new("claim from courier", "DamagedParcel", "subtype=SignedShort; photo=confirms; weigh slip=contradicts; stock=true", "obligations-claim", "does: courier claim", "offers: wait*; apology; reship !supervisor"),
        new("if the claim fails, reship as the case deserves", "DamagedParcel", "subtype=SignedShort; photo=confirms; weigh slip=contradicts; stock=true; claim=failed", "remedies-way-reship", "offers: reship*; apology; refund only"),
        new("Signed, goods damaged: buyer's photos and the delivery person's written proof", "DamagedParcel", "subtype=SignedDamaged", "evidence-photo evidence-proof", "shows: photo of the goods; courier proof", "says: ask courier proof"),
        new("claim with courier, then exchange/return/refund", "DamagedParcel", "subtype=SignedDamaged; photo=confirms; courier proof=confirms; stock=true", "obligations-claim remedies-damage-exchange remedies-damage-return", "does: courier claim", "offers: exchange*; apology; partial discount; return and refund"),

        // Quality
        new("(A) within 3 days of signing, unworn: ask for photos", "Quality", "subtype=Defect; days since signed=3", "evidence-photo phrases-photo", "asks: photo", "shows: photo of the goods"),
        new("verified: exchange, return, repair at our cost (we bear a share) or partial discount", "Quality", Verified + "slight", "remedies-slight remedies-repair remedies-exchange remedies-return-slight", "offers: partial discount* 15; apology; repair 15; exchange 200; return and refund 200"),
        new("verified and severe: exchange first", "Quality", Verified + "severe", "remedies-exchange-first remedies-return", "offers: exchange*; apology; partial discount; return and refund"),
        new("Buyer will not send photos: ask for return", "Quality", NoPhotos + "not yet", "situation-return remedies-inspect", "offers: apology; return for inspection", "says: ask return for inspection"),
        new("back-room inspection", "Quality", NoPhotos + "not yet", "obligations-inspect evidence-inspection", "does: inspect return", "shows: inspection"),
        new("defect: as verified", "Quality", NoPhotos + "defect; severity=slight; stock=true", "situation-inspected", "offers: partial discount*; apology; repair; exchange; return and refund"),
        new("no defect: talk with the buyer again, goods go back", "Quality", NoPhotos + "no defect", "remedies-clear obligations-back", "offers: explain*; coupon", "does: send goods back"),
        new("(B) over the window: negotiate compensation", "Quality", "subtype=Defect; photo=confirms; own fault=false; days since signed=4", "situation-over remedies-late phrases-late", "offers: partial discount* 15; apology; coupon 15", "says: negotiate"),
        new("(B) or worn/washed: negotiate compensation", "Quality", "subtype=Defect; photo=confirms; own fault=false; wear=worn", "situation-worn remedies-late", "offers: partial discount*; apology; coupon"),
        new("buyer refuses: supervisor decides, always", "Quality", "subtype=Defect; photo=confirms; own fault=false; wear=worn; offer=refused", "remedies-refuses obligations-supervisor", "offers: partial discount* !supervisor; apology; return and refund !supervisor", "does: supervisor decides"),
        new("(C) buyer's own fault: in principle no return", "Quality", "subtype=Defect; photo=confirms; own fault=true", "situation-own remedies-own-return", "responsible: buyer/buyer", "forbids: return and refund; exchange"),
        new("but handle so well that neither a bad review nor a lost customer follows", "Quality", "subtype=Defect; photo=confirms; own fault=true", "remedies-own-coupon remedies-own-discount", "offers: coupon* 15; gift 15; partial discount 15"),
        new("Every confirmed quality case feeds section 6", "Quality", Verified + "slight", "obligations-feedback", "does: production feedback"),
        new("one confirmed severe defect", "Quality", Verified + "severe", "obligations-severe", "does: delist; production feedback"),

        // Logistics
        new("Reassure at once", "Logistics", "subtype=Lost", "obligations-reassure phrases-reassure", "does: reassure", "says: reassure parcel"),
        new("give a promise time (24 h, never over 48 h)", "Logistics", "subtype=Lost; courier answer=no answer; stock=true", "obligations-longest", "does: promise time"),
        new("query the courier", "Logistics", "subtype=Lost", "obligations-query", "does: courier query", "asks: courier answer"),
        new("tell the buyer every step", "Logistics", "subtype=Lost", "obligations-steps", "does: tell every step"),
        new("Unreachable/difficult: agree with courier to forward by EMS, with order memo", "Logistics", "subtype=Unreachable; forwarding=EMS", "obligations-ems obligations-memo", "does: forward by EMS; order memo"),
        new("or return and resend, with order memo", "Logistics", "subtype=Difficult; forwarding=return; stock=true", "obligations-resend obligations-memo remedies-resend", "does: return and resend; order memo", "offers: reship*; apology; refund only"),
        new("Misdelivered, lost, broken: reship as the case deserves", "Logistics", Lost + "false", "remedies-gone-reship", "offers: reship*; apology"),
        new("memo, and a stock note", "Logistics", Lost + "false", "obligations-memo obligations-note", "does: order memo; stock note"),
        new("claim from courier (logistics)", "Logistics", Lost + "false", "obligations-claim", "does: courier claim"),
        new("Buyer has no time for a reship: fastest courier (SF)", "Logistics", Lost + "true; chosen remedy=reship", "remedy-obligations-fast", "does: fastest courier"),
        new("or refund", "Logistics", Lost + "true", "remedies-gone-hurry", "offers: reship*; apology; refund only"),
        new("Hong Kong, Macao, Taiwan: SF only", "Logistics", Lost + "false; region=Hong Kong Macao Taiwan; chosen remedy=reship", "remedy-obligations-hmt", "does: SF only"),
        new("and a refusal without cause bears the postage", "Logistics", "subtype=Difficult; parcel=refused; region=Hong Kong Macao Taiwan; refused with cause=false", "responsibility-hmt obligations-postage", "responsible: buyer/buyer", "does: buyer bears postage"),
        new("An exchange is shipped after the returned goods arrived and passed inspection", "DamagedParcel", "subtype=SignedDamaged; photo=confirms; courier proof=confirms; stock=true; chosen remedy=exchange", "remedy-obligations-inspected", "does: ship after inspection"),
        new("the buyer's return waybill is recorded and traced", "Quality", Verified + "severe; chosen remedy=return and refund", "remedy-obligations-waybill", "does: trace return waybill"),
        new("A price difference is paid after the buyer confirmed receipt", "PreSalesAssist", "subtype=PriceDifference; difference owed=store", "remedies-owe-later obligations-receipt", "forbids: price difference", "does: confirm receipt first"),

        // 4.2
        new("Never open with a number: say why, then how much", "WrongItem", "subtype=Missing; photo=confirms", "", "offers: nothing"),
        new("The why comes first in the phrases", "WrongItem", ShortConfirmed, "phrases-ours phrases-reship", "says: our mistake; offer reship"),
        new("Coupons, gifts and apologies are remedies too, cheaper ones first", "Service", "subtype=Attitude; chat record=confirms; offer=refused", "remedies-sorry remedies-coupon remedies-gift remedies-discount", "offers: apology*; coupon; gift; partial discount"),
        new("whether it was recovered (courier claim)", "DamagedParcel", "subtype=Refused; return scanned=true; buyer wants=refund", "obligations-claim-refused", "does: courier claim"),
        new("whether it was recovered (supplier charge-back)", "Quality", Verified + "slight", "obligations-charge", "does: supplier charge-back"),

        // 4.3
        new("A review case records the review, cause, offers, outcome and cost", "Review", "subtype=Neutral", "obligations-record", "does: record review", "shows: review"),
        new("Economy: concede", "Review", "subtype=Negative; signs of extortion=none; buyer reachable=true; review cause=service; fault found=true", "remedies-coupon", "offers: apology*; coupon; gift"),
        new("but never pay blindly", "Review", "subtype=Negative; signs of extortion=none; buyer reachable=true; review cause=none", "remedies-no-pay", "forbids: partial discount"),
        new("Signs of extortion flag the customer", "Review", "subtype=Negative; signs of extortion=demand", "obligations-flag", "does: flag customer"),
        new("repeated pattern", "Review", "subtype=Negative; signs of extortion=pattern", "situation-signs", "does: flag customer"),
        new("lock goodwill payments to supervisor approval", "Review", "subtype=Negative; signs of extortion=demand", "remedies-extortion-coupon remedies-extortion-pay", "offers: explain*; coupon !supervisor; partial discount !supervisor"),
        new("collect chat lines as marked evidence for the platform appeal", "Review", "subtype=Negative; signs of extortion=demand", "obligations-lines obligations-appeal evidence-chat", "does: mark chat lines; platform appeal", "shows: chat lines"),
    ];
}
