import Foundation

/// What this process holds in memory, as the kernel counts it: mapped files count, shared pages by their share (Pss).
package enum ProcessMemory {
    /// All of it, in bytes.
    ///
    /// - Throws: `BenchmarkError.noMemoryFigure` where the kernel does not tell.
    package static func pss() throws -> Int {
        try text("/proc/self/smaps_rollup").split(separator: "\n").reduce(0) { $0 + (bytes(ofLine: $1) ?? 0) }
    }

    /// Without programs and libraries, in bytes: the share of their pages changes whenever another process that uses
    /// them begins or ends. Memory that was given back to the allocator is given back to the system first.
    ///
    /// - Throws: `BenchmarkError.noMemoryFigure`.
    package static func dataPss() throws -> Int {
        // Swift's module of glibc leaves this function out; where there is none, there is nothing to give back.
        if let symbol = dlsym(nil, "malloc_trim") {
            _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
        }
        return dataPss(smaps: try text("/proc/self/smaps"))
    }

    /// As `dataPss()`, of a text such as `/proc/self/smaps`.
    package static func dataPss(smaps: String) -> Int {
        var total = 0
        var ofFile: [Substring: Int] = [:]
        var programs = Set<Substring>()
        var path: Substring = ""
        for line in smaps.split(separator: "\n") {
            if let found = bytes(ofLine: line) {
                total += found
                ofFile[path, default: 0] += found
                continue
            }
            // A mapping begins: range, rights, offset, device, inode, and the path, if it has one.
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count >= 5, fields[0].contains("-") else { continue }
            path = fields.count == 6 ? fields[5].drop { $0 == " " } : ""
            if path.hasPrefix("/"), fields[1].contains("x") { programs.insert(path) }
        }
        return programs.reduce(total) { $0 - (ofFile[$1] ?? 0) }
    }

    /// A file of the kernel's, read to its end: it has no length, and every read gives only a part.
    private static func text(_ path: String) throws -> String {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw BenchmarkError.noMemoryFigure }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &part, part.count)
            guard count >= 0 else { throw BenchmarkError.noMemoryFigure }
            if count == 0 { return String(decoding: text, as: UTF8.self) }
            text += part[..<count]
        }
    }

    private static func bytes(ofLine line: Substring) -> Int? {
        guard line.hasPrefix("Pss:") else { return nil }
        return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    }
}
