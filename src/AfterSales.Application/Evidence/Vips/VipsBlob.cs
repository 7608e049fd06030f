using System.Runtime.InteropServices;
using static AfterSales.Application.Evidence.VipsLibrary;

namespace AfterSales.Application.Evidence;

/// <summary>The bytes of a file in libvips' own memory.</summary>
internal sealed unsafe class VipsBlob(nint handle) : IDisposable
{
    public nint Handle => handle;

    public static VipsBlob CopyOf(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes) return new(vips_blob_copy(first, (nuint)bytes.Length));
    }

    /// <summary>The reader that recognises the content. Null when none does.</summary>
    public string? FindLoader()
    {
        nuint length;
        var data = vips_blob_get(handle, &length);
        if (length == 0) return null;
        var name = Marshal.PtrToStringUTF8(vips_foreign_find_load_buffer(data, length));
        if (name is null) TakeError();
        return name;
    }

    public byte[] ToArray()
    {
        nuint length;
        var data = vips_blob_get(handle, &length);
        return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
    }

    public void Dispose() => vips_area_unref(handle);
}
