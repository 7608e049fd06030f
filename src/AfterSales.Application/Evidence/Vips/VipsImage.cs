using static AfterSales.Application.Evidence.VipsLibrary;

namespace AfterSales.Application.Evidence;

internal sealed unsafe class VipsImage(nint handle) : IDisposable
{
    public nint Handle => handle;

    public Dimensions Dimensions =>
        (Width: vips_image_get_width(handle), Height: vips_image_get_height(handle)) is var raw && vips_image_get_orientation_swap(handle) != 0
            ? new(raw.Height, raw.Width)
            : new(raw.Width, raw.Height);

    public bool HasTransparency => vips_image_hasalpha(handle) != 0;

    /// <summary>Its pixels, row by row, as they lie in memory; null when they cannot be computed.</summary>
    public byte[]? Bytes()
    {
        nuint length;
        var pixels = vips_image_write_to_memory(handle, &length);
        if (pixels is null)
        {
            TakeError();
            return null;
        }
        try
        {
            return new ReadOnlySpan<byte>(pixels, checked((int)length)).ToArray();
        }
        finally
        {
            g_free(pixels);
        }
    }

    public void Dispose() => g_object_unref(handle);
}
