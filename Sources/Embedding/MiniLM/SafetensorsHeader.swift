import Foundation

/// What a safetensors file says about its tensors, checked against the file's size.
///
/// Format: 8 bytes little-endian length N, N bytes of JSON, then the tensors' bytes; offsets count from the end of the
/// JSON. Source: https://github.com/huggingface/safetensors, "Format".
package struct SafetensorsHeader: Sendable, Equatable {
    package struct Tensor: Sendable, Equatable {
        package let dtype: String
        package let shape: [Int]
        /// Where in the file its bytes lie; inside the file, and as many as type and shape need.
        package let bytes: Range<Int>
    }

    package let tensors: [String: Tensor]

    /// The limit of the format's own reader.
    private static let largestHeader = 100_000_000

    /// Reads and checks the header of a file with these bytes.
    ///
    /// - Parameter path: for the error only.
    /// - Complexity: O(header); memory bounded by a multiple of the header, which lies inside the file.
    /// - Throws: `ModelError.malformed`.
    package init(parsing file: UnsafeRawBufferPointer, path: String) throws(ModelError) {
        guard file.count >= 8 else {
            throw .malformed(path: path, byte: 0, problem: "\(file.count) bytes, too few for a header")
        }
        let declared = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        guard declared <= Self.largestHeader, Int(declared) <= file.count - 8 else {
            throw .malformed(path: path, byte: 0, problem: "a header of \(declared) bytes in a file of \(file.count)")
        }
        let start = 8 + Int(declared)
        let fields: [String: Field]
        do {
            fields = try JSONDecoder().decode([String: Field].self, from: Data(file[8..<start]))
        } catch {
            throw .malformed(path: path, byte: 8, problem: "the header is not the JSON that the format describes")
        }
        var tensors: [String: Tensor] = [:]
        for (name, field) in fields {
            guard case .tensor(let entry) = field else { continue }
            guard let bytes = entry.checkedBytes(dataStart: start, fileSize: file.count) else {
                throw .malformed(path: path, byte: 8, problem: "tensor \(name) does not fit its type, shape or file")
            }
            tensors[name] = Tensor(dtype: entry.dtype, shape: entry.shape, bytes: bytes)
        }
        self.tensors = tensors
    }
}

/// A value of the header's JSON object: a tensor, or the free-form `__metadata__`.
private enum Field: Decodable {
    case tensor(Entry)
    case metadata

    init(from decoder: any Decoder) throws {
        if decoder.codingPath.last?.stringValue == "__metadata__" {
            _ = try [String: String](from: decoder)
            self = .metadata
        } else {
            self = .tensor(try Entry(from: decoder))
        }
    }
}

private struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
        case dtype, shape
        case offsets = "data_offsets"
    }

    private static let bytesPerElement = [
        "F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2, "I16": 2, "U16": 2, "I8": 1,
        "U8": 1, "BOOL": 1,
    ]

    /// The tensor's bytes in the file; nil where anything about them is inconsistent.
    func checkedBytes(dataStart: Int, fileSize: Int) -> Range<Int>? {
        guard var size = Self.bytesPerElement[dtype], offsets.count == 2 else { return nil }
        for extent in shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: extent)
            guard extent >= 0, !overflow else { return nil }
            size = product
        }
        let (begin, end) = (offsets[0], offsets[1])
        guard begin >= 0, begin <= end, end <= fileSize - dataStart, end - begin == size else { return nil }
        return dataStart + begin..<dataStart + end
    }
}
