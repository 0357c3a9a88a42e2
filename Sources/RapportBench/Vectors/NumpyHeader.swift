/// What the first bytes of a `.npy` file say: type, shape, and where the values begin.
///
/// The format: the magic `\x93NUMPY`, two bytes of version, the length of a Python dictionary (two bytes in version
/// 1, four later), and the dictionary as text.
package struct NumpyHeader: Equatable {
    /// As numpy spells it, such as `<f4`.
    package let type: String
    package let shape: [Int]
    /// Bytes before the first value.
    package let dataOffset: Int

    /// Parses the beginning of a file.
    ///
    /// - Parameter bytes: the file, or at least its header.
    /// - Throws: `VectorFileProblem`.
    package init(_ bytes: UnsafeRawBufferPointer) throws(VectorFileProblem) {
        let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
        guard bytes.count >= 12, bytes.prefix(6).elementsEqual(magic) else { throw .notNumpy }
        let isFirstVersion = bytes[6] == 1
        let lengthBytes = isFirstVersion ? 2 : 4
        let length = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
        dataOffset = 8 + lengthBytes + length
        guard dataOffset <= bytes.count else { throw .truncated(needed: dataOffset, found: bytes.count) }
        let text = String(decoding: bytes[(8 + lengthBytes)..<dataOffset], as: UTF8.self)
        guard let type = text.firstMatch(of: /'descr':\s*'([^']*)'/)?.1,
            let order = text.firstMatch(of: /'fortran_order':\s*(True|False)/)?.1,
            let dimensions = text.firstMatch(of: /'shape':\s*\(([0-9, ]*)\)/)?.1
        else { throw .notNumpy }
        guard order == "False" || dimensions.split(separator: ",").count < 2 else { throw .fortranOrder }
        self.type = String(type)
        var shape: [Int] = []
        for dimension in dimensions.split(separator: ",") {
            let digits = dimension.filter { $0 != " " }
            if digits.isEmpty { continue }
            guard let value = Int(digits) else { throw .notNumpy }
            shape.append(value)
        }
        self.shape = shape
    }

    /// The bytes that a file of this type and shape begins with; numpy aligns the values to 64 bytes.
    package static func bytes(type: String, shape: [Int]) -> [UInt8] {
        let dimensions = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
        var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(dimensions)), }"
        // Ten bytes before the text and one line break after it.
        text += String(repeating: " ", count: (64 - (text.utf8.count + 11) % 64) % 64) + "\n"
        let length = text.utf8.count
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
    }
}
