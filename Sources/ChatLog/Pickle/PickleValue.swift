/// One value of a pickle in 16 bytes, without a reference: texts and bytes are ranges of the file, and
/// containers are numbers of entries in the graph's arenas.
///
/// A file of 884,000 rows holds four million texts; each costs this much while it is read, and no
/// allocation.
struct PickleValue: BitwiseCopyable {
    enum Kind: UInt8 {
        case none
        case bool
        case int
        /// An integer beyond 64 bits; its value is not kept.
        case bigInt
        case float
        /// UTF-8; `offset` and `count` are a range of the region.
        case text
        case bytes
        /// `offset` and `count` are a range of `PickleGraph.tupleItems`.
        case tuple
        /// `index` is a place in `PickleGraph.lists`; likewise the next two.
        case list
        case dict
        case object
        /// `index` is a `PickleGlobal`.
        case global
        /// A memo entry that nothing was put into.
        case unset
    }

    private let payload: UInt64
    private let meta: UInt64

    private init(_ kind: Kind, payload: UInt64, count: Int = 0) {
        self.payload = payload
        self.meta = UInt64(count) << 8 | UInt64(kind.rawValue)
    }

    var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: meta)) ?? .unset }
    var count: Int { Int(meta >> 8) }
    var offset: Int { Int(payload) }
    var index: Int { Int(payload) }
    var int: Int64 { Int64(bitPattern: payload) }
    var float: Double { Double(bitPattern: payload) }
    var bool: Bool { payload != 0 }

    static let none = PickleValue(.none, payload: 0)
    static let unset = PickleValue(.unset, payload: 0)
    static let bigInt = PickleValue(.bigInt, payload: 0)
    static func bool(_ value: Bool) -> PickleValue { PickleValue(.bool, payload: value ? 1 : 0) }
    static func int(_ value: Int64) -> PickleValue { PickleValue(.int, payload: UInt64(bitPattern: value)) }
    static func float(_ value: Double) -> PickleValue { PickleValue(.float, payload: value.bitPattern) }

    /// - Precondition: 0 ≤ `offset`, 0 ≤ `count` < 2^55: both lie in a file.
    static func text(offset: Int, count: Int) -> PickleValue {
        PickleValue(.text, payload: UInt64(offset), count: count)
    }

    static func bytes(offset: Int, count: Int) -> PickleValue {
        PickleValue(.bytes, payload: UInt64(offset), count: count)
    }

    static func tuple(offset: Int, count: Int) -> PickleValue {
        PickleValue(.tuple, payload: UInt64(offset), count: count)
    }

    static func list(_ index: Int) -> PickleValue { PickleValue(.list, payload: UInt64(index)) }
    static func dict(_ index: Int) -> PickleValue { PickleValue(.dict, payload: UInt64(index)) }
    static func object(_ index: Int) -> PickleValue { PickleValue(.object, payload: UInt64(index)) }
    static func global(_ global: PickleGlobal) -> PickleValue {
        PickleValue(.global, payload: UInt64(global.rawValue))
    }

    var global: PickleGlobal? { kind == .global ? PickleGlobal(rawValue: UInt8(truncatingIfNeeded: payload)) : nil }

    /// What an error says was found; never a text's content.
    var description: String {
        switch kind {
        case .none, .unset: "nothing"
        case .bool: "a bool"
        case .int, .bigInt: "an integer"
        case .float: "a number"
        case .text: "a text"
        case .bytes: "bytes"
        case .tuple: "a tuple"
        case .list: "a list"
        case .dict: "a dict"
        case .object: "an object"
        case .global: "a class"
        }
    }
}
