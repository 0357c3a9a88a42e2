import Foundation
import RapportCore
import Synchronization

/// Embeds each text once; keeps the vectors in a file where one is given, for the next run.
final class CachingEmbedder: Embedder {
    let identifier: String
    let dimension: Int
    private let base: any Embedder
    private let file: URL?
    private let vectors: Mutex<[ContentHash: [Float]]>

    /// Texts of one call to the embedder.
    private static let batch = 2_048

    /// - Parameter file: read where it is there; other dimensions than the embedder's are no cache.
    init(_ base: any Embedder, file: URL?) throws {
        self.base = base
        self.file = file
        identifier = base.identifier
        dimension = base.dimension
        vectors = Mutex(try file.map { try Self.read($0, dimension: base.dimension) } ?? [:])
    }

    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        try await prepare(texts)
        return texts.map { self[$0] }
    }

    /// Embeds those texts that are not known, in large batches.
    func prepare(_ texts: [String], progress: (Int, Int) -> Void = { _, _ in }) async throws {
        var hashes: [ContentHash: String] = [:]
        let known = vectors.withLock { Set($0.keys) }
        for text in texts {
            let hash = ContentHash(of: text)
            if !known.contains(hash) { hashes[hash] = text }
        }
        let missing = Array(hashes)
        for start in stride(from: 0, to: missing.count, by: Self.batch) {
            let part = missing[start..<min(start + Self.batch, missing.count)]
            let fresh = try await base.embed(part.map(\.value), purpose: .document)
            vectors.withLock { vectors in for (item, vector) in zip(part, fresh) { vectors[item.key] = vector } }
            progress(start + part.count, missing.count)
        }
    }

    /// The vector of a text that was embedded before.
    subscript(text: String) -> [Float] {
        vectors.withLock { $0[ContentHash(of: text)] } ?? Array(repeating: 0, count: dimension)
    }

    // MARK: - The file: 32 bytes of hash, then the components, for each text.

    private static func read(_ file: URL, dimension: Int) throws -> [ContentHash: [Float]] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        let data = try Data(contentsOf: file)
        let length = 32 + 4 * dimension
        guard data.count % length == 0 else { return [:] }
        var vectors: [ContentHash: [Float]] = [:]
        data.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: length) {
                let hash = ContentHash(bytes: Array(bytes[start..<start + 32]))
                vectors[hash] = (0..<dimension).map {
                    bytes.loadUnaligned(fromByteOffset: start + 32 + 4 * $0, as: Float.self)
                }
            }
        }
        return vectors
    }

    func save() throws {
        guard let file else { return }
        var data = Data()
        vectors.withLock { vectors in
            for (hash, vector) in vectors {
                data.append(contentsOf: hash.bytes)
                vector.withUnsafeBytes { data.append(contentsOf: $0) }
            }
        }
        try data.write(to: file)
    }
}
