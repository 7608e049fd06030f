namespace AfterSales.Application.Evidence;

/// <summary>Where an S3-compatible store is and how to get in.</summary>
/// <param name="Bucket">Must exist.</param>
/// <param name="Endpoint">Null: Amazon's own, by the region.</param>
/// <param name="Region">As the store signs it.</param>
/// <param name="Key">Null, with <paramref name="Secret"/>: what the machine was given, as Amazon's own programs find it.</param>
/// <param name="Secret">Never shown, never logged.</param>
/// <param name="PathStyle">The bucket is a part of the path, not of the host's name.</param>
public sealed record S3Settings(string Bucket, Uri? Endpoint, string Region, string? Key, string? Secret, bool PathStyle)
{
    public const string DefaultRegion = "us-east-1";

    public override string ToString() => $"{Endpoint} {Bucket}";
}
