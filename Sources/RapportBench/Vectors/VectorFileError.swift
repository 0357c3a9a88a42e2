import RapportCore

/// What is wrong with a file of vectors or ids, and how to mend it.
package enum VectorFileProblem: Error, Equatable, CustomStringConvertible {
    case system(String)
    case unknownFormat
    case notNumpy
    case truncated(needed: Int, found: Int)
    case wrongType(found: String, expected: String)
    case fortranOrder
    case wrongShape([Int], expected: String)
    case empty
    case badRowLength(Int)
    case unevenRows(rowBytes: Int, found: Int)
    case notFinite(row: Int)
    case wrongDimension(expected: Int, found: Int)
    case idOutOfRange(Int64, rows: Int)

    package var description: String {
        switch self {
        case .system(let reason): "\(reason); check the path and its rights"
        case .unknownFormat: "its name ends with neither .npy nor .fvecs; convert it with numpy.save"
        case .notNumpy: "it does not begin as a .npy file does; write it with numpy.save"
        case .truncated(let needed, let found):
            "it has \(found) bytes where its header promises \(needed); copy or write it again"
        case .wrongType(let found, let expected):
            "its values are '\(found)', not \(expected); convert them with .astype('\(expected)')"
        case .fortranOrder: "its values lie column by column; save numpy.ascontiguousarray(array)"
        case .wrongShape(let shape, let expected):
            "its shape is (\(shape.map(String.init).joined(separator: ", "))), not \(expected); reshape it before saving"
        case .empty: "it holds no values; write at least one row"
        case .badRowLength(let length): "its first row claims \(length) components; 1 to 65,536 are possible"
        case .unevenRows(let rowBytes, let found):
            "its \(found) bytes are no whole number of rows of \(rowBytes) bytes; copy it again"
        case .notFinite(let row): "row \(row) holds a component that is not a finite number; leave such rows out"
        case .wrongDimension(let expected, let found):
            "its vectors have \(found) components, the base's \(expected); embed both with one model"
        case .idOutOfRange(let id, let rows): "it names row \(id) of \(rows); ids count from 0"
        }
    }
}

/// A file that cannot be used, by name.
package struct VectorFileError: RapportError, Equatable {
    package let path: String
    package let problem: VectorFileProblem

    package init(path: String, problem: VectorFileProblem) {
        self.path = path
        self.problem = problem
    }

    package var message: String { "cannot use '\(path)': \(problem)" }
}
