/// Who is measured; the raw value is what options, peers and tables call it.
package enum Contender: String, CaseIterable, Codable, Sendable {
    case rapport
    case hnswlib
    case faissFlat = "faiss-flat"
    case faissSQ8 = "faiss-sq8"
    case usearchF16 = "usearch-f16"
    case usearchI8 = "usearch-i8"
    case zvec
    case zvecInt8 = "zvec-int8"

    /// Whether a filter can be a set of row numbers; zvec filters by fields of its documents.
    package var searchesAmongIds: Bool { self != .zvec && self != .zvecInt8 }

    /// Whether a filter can be a mask of rows; usearch's Python interface takes none.
    package var takesMasks: Bool { [.rapport, .hnswlib, .faissFlat, .faissSQ8].contains(self) }
}

/// What one index is built with.
package struct GraphSetting: Hashable, Codable, Sendable {
    package let contender: Contender
    package let m: Int
    package let efConstruction: Int

    package init(contender: Contender, m: Int, efConstruction: Int) {
        self.contender = contender
        self.m = m
        self.efConstruction = efConstruction
    }

    /// Reads `NAME:M:EFCONSTRUCTION`, such as `hnswlib:16:200`.
    package init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let contender = Contender(rawValue: parts[0]), let m = Int(parts[1]),
            let efConstruction = Int(parts[2]), (2...128).contains(m), (1...100_000).contains(efConstruction)
        else { return nil }
        self.init(contender: contender, m: m, efConstruction: efConstruction)
    }

    /// As `init(text:)` reads it.
    package var text: String { "\(contender.rawValue):\(m):\(efConstruction)" }
}
