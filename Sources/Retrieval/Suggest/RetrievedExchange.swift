import RapportCore
import Store

/// A turn that is like the message, with its answer and what came of it.
struct RetrievedExchange {
    var row: StoredRow
    var attributes: RecordAttributes
    /// The cosine.
    var similarity: Float
    /// USD from this row to the conversation's end.
    var revenueAfter: Double
    /// Among the conversations that are shown.
    var isShown: Bool

    /// Words by which those went who wrote and got the answer, folded.
    var names: Set<String> {
        var names = PersonName.introduced(in: row.row.fanMessage).union(
            PersonName.introduced(in: row.row.chatterMessage))
        names.formUnion(PersonName.words(ofFanID: row.row.fanID))
        names.formUnion(PersonName.words(of: row.row.modelName))
        names.formUnion(PersonName.words(of: row.row.chatterName))
        return names
    }
}
