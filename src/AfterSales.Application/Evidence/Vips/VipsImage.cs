using static AfterSales.Application.Evidence.VipsLibrary;

namespace AfterSales.Application.Evidence;

internal sealed class VipsImage(nint handle) : IDisposable
{
    public nint Handle => handle;

    public Dimensions Dimensions =>
        (Width: vips_image_get_width(handle), Height: vips_image_get_height(handle)) is var raw && vips_image_get_orientation_swap(handle) != 0
            ? new(raw.Height, raw.Width)
            : new(raw.Width, raw.Height);

    public void Dispose() => g_object_unref(handle);
}
