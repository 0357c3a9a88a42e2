/// What a graph refuses to do.
public enum HNSWError: Error, Equatable, CustomStringConvertible {
    case badParameter(String, value: Int, allowed: ClosedRange<Int>)
    case wrongDimension(expected: Int, found: Int)
    /// A component, or the vector's squared length, is not a finite number.
    case notFinite
    case wrongCount(labels: Int, components: Int, dimension: Int)
    /// A table that runs along the slots is too short.
    case shortColumn(slots: Int, found: Int)
    case full(slots: Int)
    case outOfMemory(bytes: Int)
    /// The graph was opened from a file that turned out to be damaged.
    case damagedFile(HNSWFileError)
    /// `checkInvariants` found the graph inconsistent.
    case inconsistent(String)

    /// One line: what was found and what to do next.
    public var message: String {
        switch self {
        case .badParameter(let name, let value, let allowed):
            "the graph's \(name) is \(value); it must lie in \(allowed.lowerBound)...\(allowed.upperBound)"
        case .wrongDimension(let expected, let found):
            "the graph holds vectors of \(expected) components, this one has \(found); embed it with the graph's model"
        case .notFinite:
            "the vector holds a component that is not a finite number, or is too long; normalise it to length 1"
        case .wrongCount(let labels, let components, let dimension):
            "\(labels) labels came with \(components) components; \(labels) × \(dimension) are needed"
        case .shortColumn(let slots, let found):
            "the graph has \(slots) slots, the column beside it \(found) entries; extend the column first"
        case .full(let slots):
            "the graph is full: it has all \(slots) slots that the format allows"
        case .outOfMemory(let bytes):
            "the graph could not get \(bytes) bytes of address space; free memory or raise the limit (ulimit -v)"
        case .damagedFile(let error): error.message
        case .inconsistent(let finding):
            "the graph is inconsistent: \(finding); rebuild it"
        }
    }

    public var description: String { message }
}
