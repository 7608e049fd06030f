using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace AfterSales.Web.Hosting;

/// <summary>
/// Memory that the bytes of connections come into. The framework's own blocks hold four kilobytes: a photo of four megabytes would be a thousand calls of the system, each with a turn through the
/// pipe. A connection that is silent holds none.
/// </summary>
internal sealed class LargeBlocks : IMemoryPoolFactory<byte>
{
    private const int Size = 64 << 10;

    // What a rush leaves behind; more is given back.
    private const int MostKept = 256;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private readonly ConcurrentQueue<Block> _free = new();

        public override int MaxBufferSize => Size;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, Size);
            return _free.TryDequeue(out var block) ? block : new Block(this);
        }

        protected override void Dispose(bool disposing) => _free.Clear();

        private sealed class Block(Pool pool) : IMemoryOwner<byte>
        {
            // The system writes into it: it must not move.
            public Memory<byte> Memory { get; } = System.Runtime.InteropServices.MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(Size, pinned: true), 0, Size);

            public void Dispose()
            {
                if (pool._free.Count < MostKept) pool._free.Enqueue(this);
            }
        }
    }
}
