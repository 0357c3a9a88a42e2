import RapportCore
import Store

/// A turn that is like the message, with its answer and what came of it.
package struct RetrievedExchange: Sendable {
    package var row: StoredRow
    var attributes: RecordAttributes
    /// The cosine.
    package var similarity: Float
    /// How many of those found are nearer.
    package var place: Int
    /// From this row to the conversation's end.
    package var following: Following
    /// The answer as it would be sent: entities decoded, white space inside as single blanks.
    package let reply: String
    package let replyTrigrams: Trigrams
    /// How much the answers to the other exchanges are like this one, 0 to 1.
    package var support = 0.0

    init(
        row: StoredRow, attributes: RecordAttributes, similarity: Float, place: Int, following: Following
    ) {
        self.row = row
        self.attributes = attributes
        self.similarity = similarity
        self.place = place
        self.following = following
        reply = ReplyText.cleaned(row.row.chatterMessage)
        replyTrigrams = Trigrams(reply)
    }

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

extension [RetrievedExchange] {
    /// Answers that count for one reply's support.
    private static var supporters: Int { 3 }
    /// A reply longer than this that comes back word for word was sent to many, and supports nothing.
    private static var shortCharacters: Int { 30 }

    /// Gives each exchange its support: the mean likeness of the three other answers that are most like its own.
    ///
    /// What many chatters answered to messages like this one is likely to be right here too: the choice of least Bayes
    /// risk, as in Kumar, Byrne, "Minimum Bayes-risk decoding for statistical machine translation" (NAACL 2004).
    ///
    /// - Complexity: O(n²) comparisons of trigrams.
    mutating func addSupport() {
        // The greatest so far of each, greatest first.
        var nearest = [[Double]](repeating: [Double](repeating: 0, count: Self.supporters), count: count)
        func note(_ likeness: Double, at index: Int) {
            guard let place = nearest[index].firstIndex(where: { likeness > $0 }) else { return }
            nearest[index].insert(likeness, at: place)
            nearest[index].removeLast()
        }
        for left in indices {
            for right in indices where right > left {
                let isRepeated = self[left].reply == self[right].reply && self[left].reply.count > Self.shortCharacters
                let likeness =
                    isRepeated || self[left].row.row.pair == self[right].row.row.pair
                    ? 0 : self[left].replyTrigrams.similarity(to: self[right].replyTrigrams)
                note(likeness, at: left)
                note(likeness, at: right)
            }
        }
        for index in indices {
            self[index].support = nearest[index].reduce(0, +) / Double(Self.supporters)
        }
    }
}
