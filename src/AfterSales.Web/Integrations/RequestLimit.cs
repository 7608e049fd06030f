using Microsoft.AspNetCore.Http.Metadata;

namespace AfterSales.Web.Integrations;

/// <summary>How long a body of this route may be, for the web server; <see cref="JsonBody"/> counts for itself.</summary>
internal sealed class RequestLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
