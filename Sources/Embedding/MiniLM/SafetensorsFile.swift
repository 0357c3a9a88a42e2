import RapportCore

/// A mapped safetensors file.
package struct SafetensorsFile: Sendable {
    package let path: String
    package let header: SafetensorsHeader
    private let store: ByteStore

    /// Maps the file and checks its header; reads none of the tensors.
    ///
    /// - Throws: `ModelError.missing`, `.unreadable` or `.malformed`.
    package init(path: String) throws(ModelError) {
        let store = try MappedFile.open(path)
        self.path = path
        self.store = store
        self.header = try store.withBytes { (bytes) throws(ModelError) in
            try SafetensorsHeader(parsing: bytes, path: path)
        }
    }

    /// A float32 tensor of this name and shape, left in the mapping.
    ///
    /// - Throws: `ModelError.wrongTensor`.
    package func floats(_ name: String, shape: [Int]) throws(ModelError) -> MappedFloats {
        let expected = "F32 \(shape)"
        guard let tensor = header.tensors[name] else {
            throw .wrongTensor(path: path, name: name, expected: expected, found: "missing")
        }
        guard tensor.dtype == "F32", tensor.shape == shape else {
            throw .wrongTensor(path: path, name: name, expected: expected, found: "\(tensor.dtype) \(tensor.shape)")
        }
        guard tensor.bytes.lowerBound % MemoryLayout<Float>.alignment == 0 else {
            throw .malformed(path: path, byte: tensor.bytes.lowerBound, problem: "tensor \(name) is not aligned")
        }
        return MappedFloats(store: store, bytes: tensor.bytes)
    }
}

/// Floats that lie in a mapped file; little-endian, as every platform of this package is.
package struct MappedFloats: Sendable {
    private let store: ByteStore
    private let bytes: Range<Int>

    fileprivate init(store: ByteStore, bytes: Range<Int>) {
        self.store = store
        self.bytes = bytes
    }

    package func withFloats<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
        store.withBytes { all in
            body(UnsafeRawBufferPointer(rebasing: all[bytes]).assumingMemoryBound(to: Float.self))
        }
    }

    /// A copy of the floats.
    package var array: [Float] { withFloats { Array($0) } }
}
