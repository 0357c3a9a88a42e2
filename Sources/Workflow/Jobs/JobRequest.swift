import Analysis
import Foundation
import RapportCore
import Store

/// Long work that is asked for over the API, with its parameters.
///
/// As JSON it is one object: `kind`, and beside it what that kind takes. What is left out is as on the command line.
public enum JobRequest: Sendable, Equatable, Decodable {
    case ingest(IngestParameters)
    case embed
    case profile(ProfileParameters)
    case cluster(ClusterParameters)

    public struct IngestParameters: Codable, Sendable, Equatable {
        /// The id of the file, as `POST /v1/uploads` gave it.
        public var upload: String
    }

    public struct ProfileParameters: Codable, Sendable, Equatable {
        public var rules: Bool?
        public var retryFailed: Bool?
        /// Pairs in one call of a language model, at most.
        public var batch: Int?
        public var budgetUSD: Double?
        /// Profiles that are made, at most.
        public var limit: Int?

        enum CodingKeys: String, CodingKey {
            case rules, batch, limit
            case retryFailed = "retry_failed"
            case budgetUSD = "budget_usd"
        }
    }

    public struct ClusterParameters: Codable, Sendable, Equatable {
        public var collection: RecordCollection?
        public var vector: VectorName?
        public var stage: Int?
        /// A filter on attributes of the collection.
        public var `where`: String?
        public var k: Int?
        /// The least and the largest number of clusters that is tried where there is no `k`.
        public var kRange: [Int]?
        public var seed: UInt64?
        public var restarts: Int?
        public var spherical: Bool?
        public var name: String?

        enum CodingKeys: String, CodingKey {
            case collection, vector, stage, `where`, k, seed, restarts, spherical, name
            case kRange = "k_range"
        }
    }

    private enum CodingKeys: String, CodingKey { case kind }

    public var kind: JobKind {
        switch self {
        case .ingest: .ingest
        case .embed: .embed
        case .profile: .profile
        case .cluster: .cluster
        }
    }

    public init(from decoder: any Decoder) throws {
        let kind = try decoder.container(keyedBy: CodingKeys.self).decode(JobKind.self, forKey: .kind)
        try self.init(kind, from: decoder)
    }

    private init(_ kind: JobKind, from decoder: any Decoder) throws {
        switch kind {
        case .ingest: self = .ingest(try IngestParameters(from: decoder))
        case .embed: self = .embed
        case .profile: self = .profile(try ProfileParameters(from: decoder))
        case .cluster: self = .cluster(try ClusterParameters(from: decoder))
        }
    }

    /// The request of a stored job.
    ///
    /// - Throws: `DecodingError` where another program stored it.
    init(_ job: StoredJob) throws {
        let data = Data(job.parameters.utf8)
        switch job.kind {
        case .ingest: self = .ingest(try JSONDecoder().decode(IngestParameters.self, from: data))
        case .embed: self = .embed
        case .profile: self = .profile(try JSONDecoder().decode(ProfileParameters.self, from: data))
        case .cluster: self = .cluster(try JSONDecoder().decode(ClusterParameters.self, from: data))
        }
    }

    /// Its parameters as JSON, without those that were left out.
    func parameters() throws -> String {
        switch self {
        case .ingest(let parameters): try JSONOutput.text(parameters)
        case .embed: "{}"
        case .profile(let parameters): try JSONOutput.text(parameters)
        case .cluster(let parameters): try JSONOutput.text(parameters)
        }
    }

    /// What can be said against it before it waits for its turn.
    ///
    /// - Throws: `JobRefusal`, `JobError.unknownUpload`, `FilterError`.
    func validate(for store: RapportStore) throws {
        switch self {
        case .ingest(let parameters): _ = try Uploads(of: store).file(parameters.upload)
        case .embed: break
        case .profile(let parameters): try parameters.validate()
        case .cluster(let parameters): try JobRefusal.wrapping { try parameters.request().validate() }
        }
    }
}

extension JobRequest.ProfileParameters {
    /// - Throws: `JobRefusal`.
    fileprivate func validate() throws(JobRefusal) {
        if let batch, !(1...100).contains(batch) { throw JobRefusal("batch must lie in 1...100") }
        if let limit, limit < 1 { throw JobRefusal("limit must be at least 1") }
        if let budgetUSD, !(budgetUSD >= 0) { throw JobRefusal("budget_usd must be an amount in USD") }
    }

    var options: Settings.ProfilerOptions {
        Settings.ProfilerOptions(rules: rules ?? false, pairsPerCall: batch ?? 20, budgetUSD: budgetUSD)
    }

    var policy: ProfileRun.Policy {
        ProfileRun.Policy(replacesModels: rules ?? false, retriesFailed: retryFailed ?? false, limit: limit)
    }
}

extension JobRequest.ClusterParameters {
    /// More clusters than anybody looks at; the time that they take grows with them.
    private static let mostClusters = 1_000
    private static let mostTried = 100

    /// - Throws: `JobRefusal`.
    func request() throws(JobRefusal) -> ClusterRequest {
        ClusterRequest(
            selection: RecordSelection(
                collection: collection ?? .stages, vector: vector ?? .text, stage: stage, filter: `where`),
            count: try count(), seed: seed ?? 1, restarts: restarts ?? 10, isSpherical: spherical ?? false, name: name)
    }

    private func count() throws(JobRefusal) -> ClusterRequest.Count {
        if let k {
            guard kRange == nil else { throw JobRefusal("send k or k_range, not both") }
            guard 1...Self.mostClusters ~= k else { throw JobRefusal("k must lie in 1...\(Self.mostClusters)") }
            return .exactly(k)
        }
        guard let kRange else { return .best(of: 2...12) }
        guard kRange.count == 2, kRange[0] >= 2, kRange[0] <= kRange[1], kRange[1] <= Self.mostTried else {
            throw JobRefusal("k_range must be the least and the largest of 2...\(Self.mostTried)")
        }
        return .best(of: kRange[0]...kRange[1])
    }
}
