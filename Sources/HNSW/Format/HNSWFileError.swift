import Glibc

/// Why a graph's file could not be read or written. Callers rebuild the file from their truth.
public enum HNSWFileError: Error, Equatable, CustomStringConvertible {
    case missing(path: String)
    /// The file does not begin as a graph's file does.
    case notAnIndex(path: String)
    case wrongVersion(path: String, expected: UInt32, found: UInt32)
    /// The file ends too early; sizes in bytes.
    case truncated(path: String, expected: Int, found: Int)
    /// `section` is a section's name, `header`, `directory` or `file`.
    case damaged(path: String, section: String, finding: String)
    case wrongDimension(path: String, expected: Int, found: Int)
    /// A section that was to be saved has a name that the format does not take.
    case badSectionName(String)
    case outOfMemory(bytes: Int)
    case io(operation: FileOperation, path: String, errno: Int32)

    /// One line: what was found and what to do next.
    public var message: String {
        switch self {
        case .missing(let path):
            "there is no index file \(path); rebuild it"
        case .notAnIndex(let path):
            "\(path) is not an index file; move it away and rebuild the index"
        case .wrongVersion(let path, let expected, let found):
            "\(path) has format \(found), this program reads format \(expected); rebuild the index"
        case .truncated(let path, let expected, let found):
            "\(path) ends after \(found) bytes of \(expected); rebuild the index"
        case .damaged(let path, let section, let finding):
            "\(path) is damaged in its \(section): \(finding); rebuild the index"
        case .wrongDimension(let path, let expected, let found):
            "\(path) holds vectors of \(found) components, not \(expected); rebuild the index"
        case .badSectionName(let name):
            "'\(name)' cannot name a section: 1 to 40 bytes without NUL, each name once"
        case .outOfMemory(let bytes):
            "the index could not get \(bytes) bytes of address space; free memory or raise the limit (ulimit -v)"
        case .io(let operation, let path, let code):
            "could not \(operation.rawValue) \(path): \(String(cString: strerror(code)))"
        }
    }

    public var description: String { message }
}
