import Foundation

/// What this process holds in memory, as the kernel counts it.
enum ProcessMemory {
    /// The proportional set size in bytes: mapped files count, shared pages by their share.
    ///
    /// - Throws: `BenchmarkError.noMemoryFigure` where the kernel does not tell.
    static func pss() throws -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Pss:") }),
            let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw BenchmarkError.noMemoryFigure }
        return kibibytes << 10
    }
}
