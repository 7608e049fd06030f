using static AfterSales.Application.Evidence.VipsLibrary;

namespace AfterSales.Application.Evidence;

/// <summary>One step of libvips: set its inputs, run it, take its outputs.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private nint _handle;

    public VipsOperation(string name)
    {
        _handle = vips_operation_new(name);
        if (_handle == 0) throw new InvalidOperationException(TakeError());
    }

    public void Set(string property, int number)
    {
        var value = Start(GValue.Int);
        g_value_set_int(&value, number);
        Finish(property, &value);
    }

    public void Set(string property, string text)
    {
        var value = Start(GValue.Text);
        g_value_set_string(&value, text);
        Finish(property, &value);
    }

    public void Set(string property, VipsBlob blob)
    {
        var value = Start(vips_blob_get_type());
        g_value_set_boxed(&value, blob.Handle);
        Finish(property, &value);
    }

    public void Set(string property, VipsImage image)
    {
        var value = Start(vips_image_get_type());
        g_value_set_object(&value, image.Handle);
        Finish(property, &value);
    }

    /// <summary>False when libvips refuses the picture.</summary>
    public bool Run()
    {
        var built = vips_cache_operation_build(_handle);
        if (built == 0)
        {
            TakeError();
            return false;
        }
        g_object_unref(_handle);
        _handle = built;
        return true;
    }

    public VipsImage Image(string property)
    {
        var value = Read(property, vips_image_get_type());
        var image = g_value_dup_object(&value);
        g_value_unset(&value);
        return new(image);
    }

    public byte[] Bytes(string property)
    {
        var value = Read(property, vips_blob_get_type());
        using var blob = new VipsBlob(g_value_dup_boxed(&value));
        g_value_unset(&value);
        return blob.ToArray();
    }

    public void Dispose()
    {
        vips_object_unref_outputs(_handle);
        g_object_unref(_handle);
    }

    private static GValue Start(nuint type)
    {
        GValue value = default;
        g_value_init(&value, type);
        return value;
    }

    private void Finish(string property, GValue* value)
    {
        g_object_set_property(_handle, property, value);
        g_value_unset(value);
    }

    private GValue Read(string property, nuint type)
    {
        var value = Start(type);
        g_object_get_property(_handle, property, &value);
        return value;
    }
}
