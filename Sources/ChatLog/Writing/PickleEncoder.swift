/// Writes the opcodes of pickle protocol 5, in frames, to a file.
///
/// Source: CPython, `Lib/pickletools.py` and PEP 3154 (framing), PEP 574 (`BYTEARRAY8`).
struct PickleEncoder {
    private let file: OutputFile
    private var frame: [UInt8] = []
    private var memoCount: UInt32 = 0
    private var globals: [String: UInt32] = [:]
    private static let frameSize = 1 << 16

    init(file: OutputFile) throws(LogWriteError) {
        self.file = file
        try file.write([0x80, 5])
    }

    /// An opcode without argument.
    enum Plain: UInt8 {
        case mark = 0x28
        case none = 0x4E
        case newTrue = 0x88
        case newFalse = 0x89
        case emptyTuple = 0x29
        case tuple2 = 0x86
        case tuple3 = 0x87
        case tuple = 0x74
        case emptyList = 0x5D
        case appends = 0x65
        case emptyDict = 0x7D
        case setItem = 0x73
        case setItems = 0x75
        case reduce = 0x52
        case newObject = 0x81
        case build = 0x62
    }

    mutating func op(_ opcode: Plain) throws(LogWriteError) {
        frame.append(opcode.rawValue)
        try endOpcode()
    }

    /// A class or function by name; the second mention of one is a reference to the first.
    mutating func global(_ module: String, _ name: String) throws(LogWriteError) {
        if let known = globals["\(module) \(name)"] { return try get(known) }
        try text(module)
        try text(name)
        frame.append(0x93)
        globals["\(module) \(name)"] = try memoize()
    }

    /// - Returns: the memo's number of this text, for `get`.
    @discardableResult
    mutating func text(_ text: String) throws(LogWriteError) -> UInt32 {
        let count = text.utf8.count
        if count < 256 {
            frame.append(0x8C)
            frame.append(UInt8(count))
        } else {
            frame.append(0x8D)
            appendLittleEndian(UInt64(count))
        }
        frame.append(contentsOf: text.utf8)
        return try memoize()
    }

    /// Pushes what the memo holds under a number.
    mutating func get(_ number: UInt32) throws(LogWriteError) {
        if number < 256 {
            frame.append(0x68)
            frame.append(UInt8(number))
        } else {
            frame.append(0x6A)
            appendLittleEndian(number)
        }
        try endOpcode()
    }

    mutating func memoize() throws(LogWriteError) -> UInt32 {
        frame.append(0x94)
        memoCount += 1
        try endOpcode()
        return memoCount - 1
    }

    mutating func int(_ value: Int64) throws(LogWriteError) {
        if let small = UInt8(exactly: value) {
            frame.append(0x4B)
            frame.append(small)
        } else if let medium = Int32(exactly: value) {
            frame.append(0x4A)
            appendLittleEndian(medium)
        } else {
            frame.append(0x8A)
            frame.append(8)
            appendLittleEndian(value)
        }
        try endOpcode()
    }

    /// A bytearray of `count` bytes, which `body` hands over in parts; it lies outside the frames, as in
    /// CPython, so that no frame grows with the data.
    ///
    /// - Precondition: the parts sum up to `count`.
    mutating func byteArray(
        count: Int, body: ((UnsafeRawBufferPointer) throws(LogWriteError) -> Void) throws(LogWriteError) -> Void
    ) throws(LogWriteError) {
        try flush()
        var head: [UInt8] = [0x96]
        withUnsafeBytes(of: UInt64(count).littleEndian) { head.append(contentsOf: $0) }
        try file.write(head)
        let file = file
        try body { (part) throws(LogWriteError) in try file.write(part) }
    }

    /// A bytearray that is small enough for a frame.
    mutating func smallByteArray(_ bytes: UnsafeRawBufferPointer) throws(LogWriteError) {
        frame.append(0x96)
        appendLittleEndian(UInt64(bytes.count))
        frame.append(contentsOf: bytes)
        try endOpcode()
    }

    mutating func stop() throws(LogWriteError) {
        frame.append(0x2E)
        try flush()
    }

    private mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { frame.append(contentsOf: $0) }
    }

    private mutating func endOpcode() throws(LogWriteError) {
        if frame.count >= Self.frameSize { try flush() }
    }

    private mutating func flush() throws(LogWriteError) {
        guard !frame.isEmpty else { return }
        var head: [UInt8] = [0x95]
        withUnsafeBytes(of: UInt64(frame.count).littleEndian) { head.append(contentsOf: $0) }
        try file.write(head)
        try file.write(frame)
        frame.removeAll(keepingCapacity: true)
    }
}
