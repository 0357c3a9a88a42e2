import Foundation

/// Every byte that lies in a folder, to prove that something is not there.
public struct StoreBytes {
    /// The files of the folder and below, with their bytes.
    public let files: [(name: String, bytes: Data)]

    public init(_ folder: URL) throws {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        files = try names.sorted().compactMap { name in
            let url = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
                return nil
            }
            return (name, try Data(contentsOf: url))
        }
    }

    /// The names of files that hold `bytes` at any place.
    public func files(with bytes: Data) -> [String] { files.filter { $0.bytes.range(of: bytes) != nil }.map(\.name) }

    public func files(with text: String) -> [String] { files(with: Data(text.utf8)) }

    /// Names of files that hold any four consecutive components of a float32 vector that begin at a multiple of four.
    public func files(withPartOf vector: [Float]) -> [String] {
        var found: Set<String> = []
        for start in stride(from: 0, to: vector.count - 3, by: 4) {
            found.formUnion(files(with: vector[start..<start + 4].withUnsafeBytes { Data($0) }))
        }
        return found.sorted()
    }

    /// For each of some byte strings, of eight bytes at least, the names of the files that hold it at any place.
    ///
    /// - Complexity: O(bytes): one pass for all, since hundreds of searches take longer than making the store.
    public func files(holding strings: [Data]) -> [Set<String>] {
        var begins = [Bool](repeating: false, count: 1 << 16)
        var candidates: [UInt64: [Int]] = [:]
        for (index, string) in strings.enumerated() {
            string.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
                begins[Int(bytes.loadUnaligned(fromByteOffset: 0, as: UInt16.self))] = true
                candidates[bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self), default: []].append(index)
            }
        }
        var found = [Set<String>](repeating: [], count: strings.count)
        for (name, bytes) in files {
            bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
                for place in 0..<max(0, bytes.count - 7)
                where begins[Int(bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self))] {
                    let start = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    for index in candidates[start] ?? []
                    where bytes[place...].prefix(strings[index].count).elementsEqual(strings[index]) {
                        found[index].insert(name)
                    }
                }
            }
        }
        return found
    }
}
