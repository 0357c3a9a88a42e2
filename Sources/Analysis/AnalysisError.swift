import RapportCore

/// Why an analysis could not be made.
public enum AnalysisError: RapportError, Equatable {
    /// `values` floats do not make rows of `columns`.
    case notRectangular(values: Int, columns: Int)
    /// A component that is infinite or not a number; rows are counted from 0.
    case notFinite(row: Int)
    case tooFewRows(found: Int, needed: Int, purpose: String)
    case outOfRange(field: String, allowed: String)

    public var message: String {
        switch self {
        case .notRectangular(let values, let columns):
            "\(values) numbers do not make rows of \(columns); give a multiple of \(columns)"
        case .notFinite(let row): "row \(row) holds a number that is infinite or undefined; leave the row out"
        case .tooFewRows(let found, let needed, let purpose):
            "\(purpose) needs at least \(needed) vectors and found \(found); widen the filter or embed more"
        case .outOfRange(let field, let allowed): "\(field) must be \(allowed)"
        }
    }
}
