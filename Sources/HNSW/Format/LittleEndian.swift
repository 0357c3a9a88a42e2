extension [UInt8] {
    /// Stores an integer at a byte offset, least significant byte first.
    mutating func put<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value, at offset: Int) {
        withUnsafeMutableBytes { $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self) }
    }
}

extension UnsafeRawBufferPointer {
    /// The integer at a byte offset, least significant byte first.
    func get<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, at offset: Int) -> Value {
        Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    /// The float32 at a byte offset.
    func getFloat(at offset: Int) -> Float { Float(bitPattern: get(UInt32.self, at: offset)) }
}
