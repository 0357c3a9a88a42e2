import RapportCore

/// Why an analysis could not be made.
public enum AnalysisError: RapportError, Equatable {
    /// `values` floats do not make rows of `columns`.
    case notRectangular(values: Int, columns: Int)
    /// A component that is infinite or not a number; rows are counted from 0.
    case notFinite(row: Int)
    case tooFewRows(found: Int, needed: Int, purpose: String)
    case outOfRange(field: String, allowed: String)
    /// No vector's record satisfies the filter; nil without one.
    case noRecords(condition: String?)
    /// Labels that are not one for each row.
    case labelsDoNotFit(labels: Int, rows: Int)
    /// Clusters that no measure of separation is defined for.
    case notSeparable(clusters: Int, rows: Int)
    /// A stored run whose vectors are of another embedder than those in use.
    case otherGeneration(run: Int64)
    /// The eigenvalues were not found; LAPACK's code.
    case noEigenvalues(code: Int)

    public var message: String {
        switch self {
        case .notRectangular(let values, let columns):
            "\(values) numbers do not make rows of \(columns); give a multiple of \(columns)"
        case .notFinite(let row): "row \(row) holds a number that is infinite or undefined; leave the row out"
        case .tooFewRows(let found, let needed, let purpose):
            "\(purpose) needs at least \(needed) vectors and found \(found); widen the filter or embed more"
        case .outOfRange(let field, let allowed): "\(field) must be \(allowed)"
        case .noRecords(let condition):
            "no record with a vector satisfies \(condition.map { "'\($0)'" } ?? "the selection"); widen the filter"
        case .labelsDoNotFit(let labels, let rows): "\(labels) cluster numbers do not name the clusters of \(rows) rows"
        case .notSeparable(let clusters, let rows):
            "\(clusters) clusters of \(rows) rows cannot be set apart; there must be 2 to \(max(2, rows - 1))"
        case .otherGeneration(let run):
            "run \(run) is of vectors of another embedder than the one in use; make a new one with: rapport cluster"
        case .noEigenvalues(let code):
            "the eigenvalues of the covariance were not found (LAPACK code \(code)); check the vectors for huge numbers"
        }
    }
}
