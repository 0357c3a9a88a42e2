import CZlib

/// Compresses a stream of bytes into gzip format, without a name or a time in its header, so that the
/// same bytes always give the same file.
final class Deflater {
    private var stream: UnsafeMutablePointer<z_stream>
    private var output = [UInt8](repeating: 0, count: 1 << 16)

    /// - Returns: nil where zlib cannot start.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipFormat = Int32(16 + 15)
        let status = deflateInit2_(
            stream, 6, Z_DEFLATED, gzipFormat, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// - Parameter sink: receives compressed bytes as they come.
    func compress<Failure: Error>(
        _ bytes: UnsafeRawBufferPointer, sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var rest = bytes
        while rest.count > 0 {
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: part.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(part.count)
            while stream.pointee.avail_in > 0 { try step(Z_NO_FLUSH, sink) }
            rest = UnsafeRawBufferPointer(rebasing: rest[part.count...])
        }
    }

    /// Writes what is pending and the trailer.
    func finish<Failure: Error>(sink: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        while try step(Z_FINISH, sink) == Z_OK {}
    }

    @discardableResult
    private func step<Failure: Error>(
        _ flush: Int32, _ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> Int32 {
        let capacity = output.count
        var status = Z_OK
        output.withUnsafeMutableBufferPointer { buffer in
            stream.pointee.next_out = buffer.baseAddress
            stream.pointee.avail_out = UInt32(capacity)
            status = deflate(stream, flush)
        }
        let produced = capacity - Int(stream.pointee.avail_out)
        try output.withUnsafeBufferPointer { (all) throws(Failure) in
            try sink(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[..<produced])))
        }
        return status
    }
}
