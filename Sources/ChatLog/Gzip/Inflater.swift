import CZlib

/// Unpacks gzip data into memory that grows as it is written.
enum Inflater {
    /// Logs pack to a fifth; what unpacks to a hundred times its length (deflate could reach a thousand) is a
    /// bomb, and is not unpacked further than this, whatever memory there is. The constant is for small files.
    private static let greatestRatio = 100
    private static let allowance = 1 << 26

    /// - Parameter limit: the most bytes to unpack.
    /// - Throws: `.damagedGzip`, `.truncated`, or `.unpacksTooLarge`.
    static func unpack(_ packed: UnsafeRawBufferPointer, atMost limit: Int) throws(LogReadFault) -> TextRegion {
        let possible = packed.count.multipliedReportingOverflow(by: greatestRatio)
        let limit = possible.overflow ? limit : min(limit, possible.partialValue + allowance)
        return try TextRegion(unpackedLimit: limit) { (target) throws(LogReadFault) in
            try inflate(packed, into: target)
        }
    }

    /// Unpacks all members of a gzip file one after the other.
    private static func inflate(
        _ packed: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) throws(LogReadFault) -> Int {
        var stream = z_stream()
        let gzipFormat = Int32(16 + 15)
        guard inflateInit2_(&stream, gzipFormat, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw LogReadFault(.system(step: "starting to unpack it", reason: "zlib does not start"))
        }
        defer { inflateEnd(&stream) }
        var read = 0
        var written = 0
        while true {
            let input = min(packed.count - read, 1 << 30)
            let output = min(target.count - written, 1 << 30)
            stream.next_in = UnsafeMutablePointer(
                mutating: packed.baseAddress?.advanced(by: read).assumingMemoryBound(to: UInt8.self))
            stream.avail_in = UInt32(input)
            stream.next_out = target.baseAddress?.advanced(by: written).assumingMemoryBound(to: UInt8.self)
            stream.avail_out = UInt32(output)
            let status = CZlib.inflate(&stream, Z_NO_FLUSH)
            read += input - Int(stream.avail_in)
            written += output - Int(stream.avail_out)
            switch status {
            case Z_STREAM_END:
                // Another member may follow; what is none is padding, which gzip ignores too.
                guard packed[read...].starts(with: [0x1F, 0x8B]) else { return written }
                inflateReset(&stream)
            case Z_OK, Z_BUF_ERROR:
                if written == target.count { throw LogReadFault(.unpacksTooLarge(limit: target.count)) }
                if status == Z_BUF_ERROR { throw LogReadFault(.truncated(needed: 1, left: 0), at: .byte(read)) }
            default:
                let reason = stream.msg.map { String(cString: $0) } ?? "error \(status)"
                throw LogReadFault(.damagedGzip(reason), at: .byte(read))
            }
        }
    }
}
