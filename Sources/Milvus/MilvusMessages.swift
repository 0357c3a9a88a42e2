import SwiftProtobuf

/// A request that is about one collection.
protocol MilvusRequest: SwiftProtobuf.Message {
    var dbName: String { get set }
    var collectionName: String { get set }
}

extension WireCollectionRequest: MilvusRequest {}
extension WireCreateCollectionRequest: MilvusRequest {}
extension WireAlterCollectionRequest: MilvusRequest {}
extension WireCreateIndexRequest: MilvusRequest {}
extension WireLoadCollectionRequest: MilvusRequest {}
extension WireGetLoadStateRequest: MilvusRequest {}
extension WireInsertRequest: MilvusRequest {}
extension WireDeleteRequest: MilvusRequest {}
extension WireSearchRequest: MilvusRequest {}
extension WireQueryRequest: MilvusRequest {}

/// An answer, which says first of all whether what was asked was done.
protocol MilvusReply: Sendable {
    var status: WireStatus { get }
}

extension WireDescribeCollectionResponse: MilvusReply {}
extension WireGetLoadStateResponse: MilvusReply {}
extension WireMutationResult: MilvusReply {}
extension WireAllocTimestampResponse: MilvusReply {}
extension WireSearchResults: MilvusReply {}
extension WireQueryResults: MilvusReply {}

extension WireStatus: MilvusReply {
    var status: WireStatus { self }
}

extension WireKeyValuePair {
    static func pair(_ key: String, _ value: String) -> WireKeyValuePair {
        .with {
            $0.key = key
            $0.value = value
        }
    }
}
