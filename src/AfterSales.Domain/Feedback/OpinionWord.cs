namespace AfterSales.Domain.Feedback;

/// <summary>What a buyer thinks of goods, whether or not anything is at fault (SPEC 6).</summary>
public enum OpinionWord
{
    TooSmall,
    TooLarge,
    FitsWell,
    UnlikePicture,
    TooDark,
    TooBright,
    ColourLiked,
    StyleLiked,
    StyleDisliked,
    TooThin,
    TooThick,
    Rough,
    Comfortable,
    PoorFinish,
    TooDear,
    PoorPackaging,
}

/// <summary>What an opinion is about.</summary>
public enum OpinionAspect
{
    Size,
    Colour,
    Style,
    Fabric,
    Other,
}

public static class OpinionWords
{
    public static OpinionAspect AspectOf(OpinionWord word) => word switch
    {
        OpinionWord.TooSmall or OpinionWord.TooLarge or OpinionWord.FitsWell => OpinionAspect.Size,
        OpinionWord.UnlikePicture or OpinionWord.TooDark or OpinionWord.TooBright or OpinionWord.ColourLiked => OpinionAspect.Colour,
        OpinionWord.StyleLiked or OpinionWord.StyleDisliked => OpinionAspect.Style,
        OpinionWord.TooThin or OpinionWord.TooThick or OpinionWord.Rough or OpinionWord.Comfortable => OpinionAspect.Fabric,
        _ => OpinionAspect.Other,
    };

    /// <summary>Praise: nothing has to be done about it.</summary>
    public static bool IsPraise(OpinionWord word) => word is OpinionWord.FitsWell or OpinionWord.ColourLiked or OpinionWord.StyleLiked or OpinionWord.Comfortable;
}
