/// A fan-model pair: one fan with one model, the unit of everything.
///
/// The same fan id on two models is two people.
public struct PairID: Hashable, Sendable, Codable {
    public let fanID: String
    public let modelName: String

    public init(fanID: String, modelName: String) {
        self.fanID = fanID
        self.modelName = modelName
    }

    /// Reads `FAN@MODEL`, split at the **last** `@`, since a fan id may hold one.
    ///
    /// - Throws: `PairIDError` where there is no `@` or a side is empty.
    public init(parsing text: String) throws(PairIDError) {
        // Bytes, not characters: a combining mark after the `@` would make one character of both.
        let bytes = text.utf8
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at != bytes.startIndex,
            bytes.index(after: at) != bytes.endIndex
        else { throw PairIDError(text: text) }
        self.init(fanID: String(text[..<at]), modelName: String(text[bytes.index(after: at)...]))
    }
}

extension PairID {
    /// Bytes decide, as in pandas and SQLite: `String` would unite names that Unicode calls canonically
    /// equivalent, such as `é` as one scalar and as two, and mix two people.
    public static func == (left: PairID, right: PairID) -> Bool {
        left.fanID.utf8.elementsEqual(right.fanID.utf8) && left.modelName.utf8.elementsEqual(right.modelName.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for name in [fanID, modelName] {
            var name = name
            name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            hasher.combine(0xFF as UInt8)
        }
    }
}

extension PairID: CustomStringConvertible {
    public var description: String { "\(fanID)@\(modelName)" }
}

extension PairID: Comparable {
    /// The byte order of UTF-8, fan first: the order of every export.
    public static func < (left: PairID, right: PairID) -> Bool {
        left.fanID.utf8.elementsEqual(right.fanID.utf8)
            ? left.modelName.utf8.lexicographicallyPrecedes(right.modelName.utf8)
            : left.fanID.utf8.lexicographicallyPrecedes(right.fanID.utf8)
    }
}

/// A text that should name a pair and does not.
public struct PairIDError: RapportError, Equatable {
    public let text: String
    public var message: String { "'\(text)' does not name a fan-model pair; write FAN@MODEL, such as Tom_88123@Model3" }
}
