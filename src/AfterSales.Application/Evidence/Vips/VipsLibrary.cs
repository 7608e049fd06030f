using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AfterSales.Application.Evidence;

/// <summary>
/// libvips, found and set up. Only its property interface is used: C functions with a variable number of arguments cannot be called
/// correctly on every platform.
/// </summary>
internal static unsafe partial class VipsLibrary
{
    public const int SizeDown = 2;
    public const int SizeForce = 3;
    public const int Grey = 1;

    private const string Name = "vips";
    private const int LogLevelWarning = 1 << 4;

    /// <summary>Null when libvips is ready, else why it is not.</summary>
    public static string? Load()
    {
        var tried = Candidates().ToList();
        nint library = 0;
        if (!tried.Exists(path => NativeLibrary.TryLoad(path, out library)))
            return $"libvips was not found ({string.Join(", ", tried)}); set AFTERSALES_VIPS to its file.";
        if (!NativeLibrary.TryGetExport(library, "vips_block_untrusted_set", out _))
            return "libvips is older than 8.13 and cannot be told to leave its untrusted readers alone.";

        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? library : 0);
        if (vips_init("AfterSales") != 0) return TakeError();
        g_log_set_handler("VIPS", LogLevelWarning, &Ignore, 0);
        vips_block_untrusted_set(1);   // only the readers that its authors fuzz: what buyers send is not to be trusted
        vips_cache_set_max(0);         // no picture is asked for twice, and cached ones would outlive their request
        vips_concurrency_set(1);       // many requests at once, one thread each
        return null;
    }

    public static string TakeError()
    {
        var text = Marshal.PtrToStringUTF8(vips_error_buffer()) ?? "";
        vips_error_clear();
        return text.Trim();
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("AFTERSALES_VIPS") is { Length: > 0 } configured) return [configured];
        return OperatingSystem.IsMacOS()
            ? ["libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib", "/usr/local/lib/libvips.42.dylib"]
            : ["libvips.so.42"];
    }

    /// <summary>Every flaw in a buyer's picture would be a line on the console otherwise; the refusal already says it.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint domain, int level, nint message, nint data)
    {
    }

    /// <summary>GLib's tagged union.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GValue
    {
        public const nuint Int = 6 << 2;
        public const nuint Text = 16 << 2;

        public nuint Type;
        public ulong First;
        public ulong Second;
    }

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)] private static partial int vips_init(string program);
    [LibraryImport(Name)] private static partial void vips_block_untrusted_set(int state);
    [LibraryImport(Name)] private static partial void vips_cache_set_max(int count);
    [LibraryImport(Name)] private static partial void vips_concurrency_set(int threads);
    [LibraryImport(Name)] private static partial nint vips_error_buffer();
    [LibraryImport(Name)] private static partial void vips_error_clear();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)] private static partial uint g_log_set_handler(string domain, int levels, delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint vips_operation_new(string name);
    [LibraryImport(Name)] internal static partial nint vips_cache_operation_build(nint operation);
    [LibraryImport(Name)] internal static partial void vips_object_unref_outputs(nint operation);
    [LibraryImport(Name)] internal static partial nint vips_foreign_find_load_buffer(void* data, nuint length);
    [LibraryImport(Name)] internal static partial int vips_image_get_width(nint image);
    [LibraryImport(Name)] internal static partial int vips_image_get_height(nint image);
    [LibraryImport(Name)] internal static partial int vips_image_get_orientation_swap(nint image);
    [LibraryImport(Name)] internal static partial int vips_image_hasalpha(nint image);
    [LibraryImport(Name)] internal static partial nuint vips_image_get_type();
    [LibraryImport(Name)] internal static partial void* vips_image_write_to_memory(nint image, nuint* length);
    [LibraryImport(Name)] internal static partial void g_free(void* memory);
    [LibraryImport(Name)] internal static partial nint vips_blob_copy(void* data, nuint length);
    [LibraryImport(Name)] internal static partial void* vips_blob_get(nint blob, nuint* length);
    [LibraryImport(Name)] internal static partial nuint vips_blob_get_type();
    [LibraryImport(Name)] internal static partial void vips_area_unref(nint blob);

    [LibraryImport(Name)] internal static partial GValue* g_value_init(GValue* value, nuint type);
    [LibraryImport(Name)] internal static partial void g_value_unset(GValue* value);
    [LibraryImport(Name)] internal static partial void g_value_set_int(GValue* value, int number);
    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)] internal static partial void g_value_set_string(GValue* value, string text);
    [LibraryImport(Name)] internal static partial void g_value_set_boxed(GValue* value, nint boxed);
    [LibraryImport(Name)] internal static partial void g_value_set_object(GValue* value, nint instance);
    [LibraryImport(Name)] internal static partial nint g_value_dup_boxed(GValue* value);
    [LibraryImport(Name)] internal static partial nint g_value_dup_object(GValue* value);
    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)] internal static partial void g_object_set_property(nint instance, string name, GValue* value);
    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)] internal static partial void g_object_get_property(nint instance, string name, GValue* value);
    [LibraryImport(Name)] internal static partial void g_object_unref(nint instance);
}
