import Foundation
import HNSW
import RapportCore
import Store
import TestSupport
import Testing

/// What a pair leaves in the files of a store, as the bytes that lie there: to be found while the pair is known, and
/// nowhere once it is forgotten.
struct PersonTraces: Sendable {
    /// What one graph holds of one record.
    struct GraphVector: Sendable {
        var collection: RecordCollection
        var name: VectorName
        var components: [Float]

        /// How the name of the graph's file begins.
        var graph: String { "\(collection.rawValue).\(name.rawValue)" }
    }

    /// Bytes that nothing else has by chance.
    private struct Piece {
        /// What it is of, for messages.
        var what: String
        var bytes: Data
        /// How the name of the file that holds it begins; nil where none ever does.
        var home: String?
    }

    /// SQLite's file and its log.
    private static let database = "rapport.sqlite"
    private static let pieceLength = 16

    /// Of all graphs of the active generation.
    let vectors: [GraphVector]
    /// The unit parts of the profile's vector.
    let profile: ProfileParts?
    private let pieces: [Piece]

    /// - Parameters:
    ///   - texts: what the pair's rows and profile say, eight bytes each at least.
    ///   - replaced: vectors of texts that its records had before; no graph that was saved has them.
    init(of person: PairID, in store: RapportStore, texts: [String] = [], replaced: [[Float]] = []) throws {
        let generation = try #require(try store.activeGeneration())
        let pair = try #require(try store.pair(person))
        let rows = try store.rows(of: pair.pairID)
        let conversations = try store.conversations(ids: Array(Set(rows.map(\.conversationID)))).values
        let stages = try store.stages(of: pair.pairID)
        let ids: [RecordCollection: [Int64]] = [
            .turns: rows.map(\.rowID), .conversations: conversations.map(\.recordID), .stages: stages.map(\.recordID),
        ]
        vectors = try store.graphsInUse(of: generation).flatMap { collection, name -> [GraphVector] in
            let dimension = try #require(generation.dimension(of: name, in: collection))
            let graph = GraphID(generation: generation.id, collection: collection, vector: name)
            return try store.vectors(of: graph, dimension: dimension, recordIDs: ids[collection] ?? [])
                .map { GraphVector(collection: collection, name: name, components: $0.vector) }
        }
        let stored = try store.profiles(ofPairs: [pair.pairID])[pair.pairID]
        profile = stored.map { StoreFixture.parts(of: $0.profile, StoreFixture.space) }

        let words: [String] = texts + conversations.map(\.id) + stages.map(\.id)
        var pieces = words.map { Piece(what: "a text", bytes: Data($0.utf8), home: Self.database) }
        for vector in replaced { pieces += Self.pieces(of: vector, "a replaced vector", in: Self.database) }
        for part in [profile?.statements, profile?.structured].compactMap({ $0 }) {
            pieces += Self.pieces(of: part, "the profile's vector", in: Self.database)
        }
        for vector in vectors { pieces += try Self.pieces(of: vector, generation: generation) }
        self.pieces = pieces
    }

    /// The components of a graph's vector, and its code in the graph's file.
    ///
    /// A profiled vector is joined when it is read, from the text's and the profile's, each times a factor: as such it
    /// lies in no file, and must not come to lie there.
    private static func pieces(of vector: GraphVector, generation: Generation) throws -> [Piece] {
        let home: String? = vector.name == .text ? Self.database : nil
        var pieces = Self.pieces(of: vector.components, "a vector of \(vector.graph)", in: home)
        let file = "graphs/\(vector.graph).g\(generation.id).hnsw"
        let code = try Self.code(of: vector.components)
        pieces += Self.pieces(of: code.nibbles, "nibbles of \(vector.graph)", in: file)
        pieces += Self.pieces(of: code.bytes, "fine bytes of \(vector.graph)", in: file)
        return pieces
    }

    /// Pieces without a gap, so that a part of a vector is found too.
    private static func pieces<Element>(of elements: [Element], _ what: String, in home: String?) -> [Piece] {
        let bytes = elements.withUnsafeBytes { Data($0) }
        return stride(from: 0, through: bytes.count - pieceLength, by: pieceLength).map { start in
            Piece(what: what, bytes: bytes.subdata(in: start..<start + pieceLength), home: home)
        }
    }

    /// What a graph's file holds of a vector: its code, which all graphs of a dimension have in common.
    private static func code(of vector: [Float]) throws -> (nibbles: [UInt8], bytes: [UInt8]) {
        let graph = try HNSWGraph(HNSWParameters(dimension: vector.count))
        return try #require(graph.code(at: graph.upsert(1, vector)))
    }

    /// What is not where it lies while the pair is known.
    func missing(in bytes: StoreBytes) -> [String] {
        zip(pieces, bytes.files(holding: pieces.map(\.bytes))).compactMap { piece, files -> String? in
            guard let home = piece.home, !files.contains(where: { $0.hasPrefix(home) }) else { return nil }
            return "\(piece.what) is not in \(home)"
        }
    }

    /// What is in any file.
    func left(in bytes: StoreBytes) -> [String] {
        zip(pieces, bytes.files(holding: pieces.map(\.bytes))).flatMap { piece, files in
            files.sorted().map { "\(piece.what) is in \($0)" }
        }
    }
}
