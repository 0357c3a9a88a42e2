import HNSW
import RapportCore

/// Why the store could not be opened, read or written.
public enum StoreError: RapportError, Equatable {
    case cannotCreate(folder: String, reason: String)
    case notThere(folder: String)
    case newerSchema(path: String, found: Int, supported: Int)
    case notAStore(path: String, reason: String)
    case busy(seconds: Double)
    case sqlite(operation: String, reason: String)
    case noVectors(collection: RecordCollection, vector: VectorName)
    case unknownPair(PairID)
    case damagedVector(collection: RecordCollection, recordID: Int64)
    case damagedProfile(pairID: Int64)
    case unknownSuggestion(id: String)
    /// The key was sent with other feedback before.
    case keyOfAnotherRequest
    case damagedProfileVector(pairID: Int64)
    case unknownRun(name: String)
    case notAClustering(run: Int64)
    case noClusters

    public var message: String {
        switch self {
        case .cannotCreate(let folder, let reason):
            "the store folder \(folder) cannot be made: \(reason); choose another with --store DIR"
        case .notThere(let folder):
            "there is no store in \(folder); make one with: rapport --store \(folder) ingest FILE"
        case .newerSchema(let path, let found, let supported):
            "\(path) has schema version \(found), this program knows up to \(supported); update rapport"
        case .notAStore(let path, let reason):
            "\(path) is no Rapport store: \(reason)"
        case .busy(let seconds):
            "another process has been writing to the store for over \(seconds) s; wait for it or raise --lock-timeout"
        case .sqlite(let operation, let reason):
            "\(operation) failed in SQLite: \(reason)"
        case .noVectors(let collection, let vector):
            "the collection \(collection.rawValue) has no \(vector.rawValue) vectors yet; make them with: rapport embed"
        case .unknownPair(let pair):
            "the store holds no rows of \(pair); a pair is written FAN@MODEL"
        case .unknownSuggestion(let id):
            "no suggestion with the id '\(id)' was shown; send the suggestion_id of one that was"
        case .keyOfAnotherRequest: "this Idempotency-Key was sent with another request; make a new one"
        case .damagedProfile(let pairID):
            "the profile of pair \(pairID) is damaged; make it again with: rapport profile"
        case .damagedProfileVector(let pairID):
            "the profile vector of pair \(pairID) is damaged; make the profile again with: rapport profile"
        case .unknownRun(let name):
            "there is no run '\(name)'; list them with: rapport cluster --list"
        case .notAClustering(let run):
            "run \(run) is a projection and gives no clusters; choose a clustering of: rapport cluster --list"
        case .noClusters: "the store holds no clusters yet; make them with: rapport cluster"
        case .damagedVector(let collection, let recordID):
            "the vector of record \(recordID) in \(collection.rawValue) is damaged; make it again with: rapport embed"
        }
    }
}

extension HNSWError: RapportError {}
extension HNSWFileError: RapportError {}
