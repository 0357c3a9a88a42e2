import Conversation
import LanguageModel
import RapportCore
import Retrieval
import Store
import TestSupport

/// A store in a folder of its own, embedded by words, with someone to ask.
///
/// The folder goes with the fixture: hold it for as long as what it gave is used.
struct RetrievalFixture {
    let folder: TemporaryFolder
    let store: RapportStore
    let indexes: IndexSet
    let embedder = WordEmbedder()

    init(_ rows: [LogRow]) async throws {
        folder = try TemporaryFolder()
        store = try RapportStore(folder: folder.url.path, creating: true)
        indexes = IndexSet(store: store)
        try load(rows)
        try embed()
    }

    func load(_ rows: [LogRow]) throws {
        let table = LogTable(rows: rows)
        let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
        _ = try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
    }

    func embed() throws {
        let generation = try store.generation(embedder: embedder.identifier, dimension: embedder.dimension)
        for collection in RecordCollection.allCases {
            let pending = try store.pending(collection, generation: generation, limit: .max)
            try store.save(
                pending.map { record in
                    EmbeddedRecord(
                        record: record, contentHash: ContentHash(of: record.text),
                        vector: embedder.vector(record.text))
                }, collection: collection, generation: generation)
        }
    }

    func retriever(_ chatModel: (any ChatModel)? = nil) -> Retriever {
        Retriever(store: store, indexes: indexes, embedder: embedder, chatModel: chatModel)
    }
}

/// One row. Times count in hours from a moment in April 2025, so that a gap over four begins a conversation.
func row(
    _ fan: String, on model: String = "Model1", hour: Double, _ fanMessage: String, _ chatterMessage: String,
    price: Double = 0, purchased: Bool = false, tips: Double = 0, chatter: String = "Chatter1"
) -> LogRow {
    LogRow(
        chatterName: chatter, modelName: model, fanMessage: fanMessage, chatterMessage: chatterMessage, price: price,
        purchased: purchased, fanID: fan,
        datetime: Timestamp(nanoseconds: 1_744_156_800_000_000_000 + Int64(hour * 3_600) * 1_000_000_000), tips: tips,
        revenue: (purchased ? price : 0) + tips)
}

/// Fans who ask nearly the same and get different answers, each in a conversation of his own.
func sailingRows(_ count: Int, from first: Int = 1) -> [LogRow] {
    let answers = [
        "the sea makes me so calm", "oh i would love to feel the wind", "only with a strong captain like you",
        "water scares me a little, hold my hand", "take me out on a boat one day", "mmm sun on my skin all day",
        "do you have a big boat?", "i get dizzy on the waves hehe", "tell me about your best trip",
        "my dream is an island",
    ]
    return (first..<first + count).map { number in
        row(
            "fan_\(100_000 + number)", hour: Double(number),
            "do you like sailing on the sea \(["", "babe", "at night"][number % 3])", answers[number % answers.count])
    }
}
