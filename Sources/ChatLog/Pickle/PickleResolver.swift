/// Recognises shapes in the graph of a pickle: what Python would have made of a call, read from its parts.
///
/// All of it only reads; a shape that is not recognised is an error at the byte where it was made.
struct PickleResolver {
    let graph: PickleGraph
    let region: TextRegion
    private let decoded = DecodedBytes()

    init(_ graph: PickleGraph, _ region: TextRegion) {
        self.graph = graph
        self.region = region
    }

    var bytes: UnsafeRawBufferPointer { region.bytes }

    func malformed(_ found: String, at position: Int = 0) -> LogReadFault {
        LogReadFault(.malformedPickle(found), at: .byte(position))
    }

    func notATable(_ found: String, at position: Int = 0) -> LogReadFault {
        LogReadFault(.notATable(found), at: .byte(position))
    }

    /// Where an object was made, for errors.
    func position(of value: PickleValue) -> Int { graph.object(value)?.position ?? 0 }

    // MARK: Objects

    /// The class that an object is of, or the function that it was returned by.
    func className(_ object: PickleObject) -> PickleGlobal? {
        switch object.callable.global {
        case .reconstructor, .newObject, .unpickleArray: graph.items(object.arguments)?.first?.global
        case let known: known
        }
    }

    func argument(_ object: PickleObject, _ number: Int) -> PickleValue? {
        guard let items = graph.items(object.arguments), number < items.count else { return nil }
        return items[items.startIndex + number]
    }

    /// The value of a text key of a dict; the last one where it comes twice.
    func entry(_ dict: PickleValue, _ key: String) -> PickleValue? {
        guard dict.kind == .dict else { return nil }
        let items = graph.dicts[dict.index]
        for index in stride(from: items.count - 2, through: 0, by: -2) where isText(items[index], key) {
            return items[index + 1]
        }
        return nil
    }

    func isText(_ value: PickleValue, _ text: String) -> Bool {
        guard value.kind == .text, value.count == text.utf8.count else { return false }
        return bytes[value.offset..<value.offset + value.count].elementsEqual(text.utf8)
    }

    /// A short text, such as a data type's name.
    func word(_ value: PickleValue?) -> String? {
        guard let value, value.kind == .text || value.kind == .bytes, value.count <= 1_000 else { return nil }
        return String(decoding: bytes[value.offset..<value.offset + value.count], as: UTF8.self)
    }

    // MARK: Bytes

    /// A range of `bytes` that a value stands for: bytes, a bytearray of some, or, before protocol 3, a text
    /// whose characters are the bytes.
    func byteRange(_ value: PickleValue, depth: Int = 0) throws(LogReadFault) -> Range<Int>? {
        if value.kind == .bytes { return value.offset..<value.offset + value.count }
        guard let object = graph.object(value), depth < 4 else { return nil }
        switch object.callable.global {
        case .byteArray, .arrowBuffer:
            guard let content = argument(object, 0) else { return 0..<0 }
            return content.kind == .text ? try latin1(content) : try byteRange(content, depth: depth + 1)
        case .encode:
            guard let text = argument(object, 0), text.kind == .text else { return nil }
            return try latin1(text)
        default: return nil
        }
    }

    private func latin1(_ text: PickleValue) throws(LogReadFault) -> Range<Int> {
        let utf8 = bytes[text.offset..<text.offset + text.count]
        if !utf8.contains(where: { $0 >= 0x80 }) { return text.offset..<text.offset + text.count }
        if let known = decoded.ranges[text.offset] { return known }
        var latin1: [UInt8] = []
        latin1.reserveCapacity(text.count)
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { throw malformed("bytes are written as no Latin-1") }
            latin1.append(byte)
        }
        guard let offset = region.append(latin1) else {
            throw LogReadFault(.limit("its bytes grow when they are decoded"))
        }
        decoded.ranges[text.offset] = offset..<offset + latin1.count
        return offset..<offset + latin1.count
    }
}

/// Where texts that stand for bytes were decoded to, by where they lie: each is decoded once, however
/// often a file refers to it.
private final class DecodedBytes {
    var ranges: [Int: Range<Int>] = [:]
}
