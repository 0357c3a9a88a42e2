import Glibc
import HNSW

// libFuzzer's build has the seal in this module; see `fuzz`.
#if canImport(TestSupport)
    import TestSupport
#endif

/// Changes a saved graph file as the input says, opens it, searches and changes what opened.
///
/// An input is a list of changes and not a file, so that it stays useful when the format changes, and small.
/// Byte 0 tells what is done (see `Flag`); each 8 bytes after it are an offset and a value of 4 bytes, which
/// is written there.
struct GraphFileFuzz {
    private enum Flag {
        /// The checksums are made right again, as whoever forges a file would.
        static let seal: UInt8 = 1
        /// The first change gives the file's length instead.
        static let cut: UInt8 = 2
    }

    private let folder: String
    private let intact: [UInt8]

    /// Made at the first input.
    static let shared = Result { try GraphFileFuzz() }

    private init() throws {
        folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let path = Self.path(in: folder)
        let graph = try HNSWGraph(HNSWParameters(dimension: 6, m: 3, efConstruction: 20))
        for label in 0..<Int64(80) {
            try graph.upsert(label, (0..<6).map { Float((Int(label) * 31 + $0 * 17) % 23) - 11 })
        }
        for label in [3, 50, 79] as [Int64] { try graph.delete(label) }
        try graph.save(to: path, sequence: 5, extraSections: [HNSWSection(name: "column", elements: Array(0..<80))])
        intact = try Self.read(path)
        unlink(path)
        var sealed = intact
        GraphFileSeal.seal(&sealed)
        guard sealed == intact else {
            throw FuzzFinding(description: "GraphFileSeal does not know the checksums of this format")
        }
    }

    func run(_ input: UnsafeRawBufferPointer) throws {
        let flags = input.first ?? 0
        var bytes = intact
        for (index, change) in stride(from: 1, to: input.count - 7, by: 8).enumerated() {
            let offset = Int(UInt32(littleEndian: input.loadUnaligned(fromByteOffset: change, as: UInt32.self)))
            let value = input[change + 4..<change + 8]
            if index == 0, flags & Flag.cut != 0 {
                let length = offset % (2 * intact.count)
                let filler = [UInt8](repeating: value[change + 4], count: max(0, length - bytes.count))
                bytes = Array(bytes.prefix(length)) + filler
            } else if bytes.count >= 4 {
                let place = offset % (bytes.count - 3)
                bytes.replaceSubrange(place..<place + 4, with: value)
            }
        }
        if flags & Flag.seal != 0 { GraphFileSeal.seal(&bytes) }
        let path = Self.path(in: folder)
        try Self.write(bytes, to: path)
        defer { unlink(path) }
        if let graph = try? HNSWGraph.open(path, verifying: .onFirstUse).graph { exercise(graph) }
        guard let graph = try? HNSWGraph.open(path).graph else {
            guard bytes != intact else { throw FuzzFinding(description: "an intact file was refused") }
            return
        }
        guard bytes == intact || flags & Flag.seal != 0 else {
            throw FuzzFinding(description: "a changed file was opened")
        }
        exercise(graph)
    }

    /// Answers may be wrong in a forged file; they must come, and touch no memory that is not the graph's.
    private func exercise(_ graph: HNSWGraph) {
        let dimension = graph.parameters.dimension
        // A dimension that was forged within what the sections hold.
        let query = [Float](repeating: 0.5, count: dimension)
        for plan in HNSWPlan.allCases {
            _ = try? graph.search(query, k: 5, admitting: SlotBitmap(words: [0xF0F0]), plan: plan)
            _ = try? graph.search(query, k: 5, plan: plan)
        }
        for label in [0, 1, 50, 79, 100, 101] as [Int64] {
            _ = try? graph.delete(label)
            _ = try? graph.upsert(label + 1, query)
        }
        try? graph.checkInvariants()
    }

    /// A file of this thread.
    private static func path(in folder: String) -> String {
        "\(folder)/rapport-fuzz-\(getpid())-\(pthread_self()).hnsw"
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FuzzFinding(description: "\(path) cannot be written") }
        defer { close(file) }
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw FuzzFinding(description: "\(path) cannot be written")
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FuzzFinding(description: "\(path) cannot be read") }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
        guard pread(file, &bytes, bytes.count, 0) == bytes.count else {
            throw FuzzFinding(description: "\(path) cannot be read")
        }
        return bytes
    }
}
