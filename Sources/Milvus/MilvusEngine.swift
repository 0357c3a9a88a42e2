import RapportCore

/// A Milvus server that holds indexes: a collection each, since a collection of 2.3 has one vector field.
public struct MilvusEngine: IndexEngine {
    private let client: MilvusClient

    /// Connects when it is first asked.
    ///
    /// - Throws: `MilvusError.badAddress`.
    public init(_ address: MilvusAddress) throws(MilvusError) {
        client = try MilvusClient(address)
    }

    /// Asks the server for nothing yet.
    public func index(
        named name: String, owner: String, dimension: Int, schema: AttributeSchema
    ) async throws -> any FollowingIndex {
        let collection = MilvusCollection(
            name: name, prefix: client.address.prefix, owner: owner, dimension: dimension, schema: schema)
        return MilvusIndex(client, collection: collection)
    }

    public func close() async { await client.close() }
}
