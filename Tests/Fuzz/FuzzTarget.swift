import Glibc

/// What is fuzzed: code that reads bytes which anyone may have written.
enum FuzzTarget: String, CaseIterable {
    /// Filters, as users and programs write them.
    case filter
    /// Graph files, as disks and people may change them.
    case graph

    /// Runs one input.
    ///
    /// - Throws: `FuzzFinding` where the answer is wrong; a crash speaks for itself.
    func run(_ input: UnsafeRawBufferPointer) throws {
        switch self {
        case .filter: try FilterFuzz.run(input)
        case .graph: try GraphFileFuzz.shared.get().run(input)
        }
    }

    /// The one that `RAPPORT_FUZZ` names.
    static let chosen = getenv("RAPPORT_FUZZ").flatMap { FuzzTarget(rawValue: String(cString: $0)) } ?? .filter
}

/// A wrong answer that an input led to.
struct FuzzFinding: Error, CustomStringConvertible {
    var description: String
}

/// What libFuzzer calls; the tests have no use for it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    do {
        try FuzzTarget.chosen.run(UnsafeRawBufferPointer(start: start, count: count))
    } catch {
        let line = Array("\(error)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        abort()
    }
    return 0
}
