import Foundation

/// What is known of a reply before it is sent, as numbers.
package struct ReplyFeatures: Sendable, Hashable {
    /// The cosine of the two fan messages.
    package var similarity: Double
    /// How many exchanges are nearer.
    package var place: Int
    /// How much the answers to the other exchanges are like this one, 0 to 1.
    package var support: Double
    /// Characters.
    package var replyLength: Int
    /// Characters of the message that is answered.
    package var messageLength: Int
    /// `ModelVoice.lengthGap`; 0 where the voice is not known.
    package var lengthGap: Double

    package init(
        similarity: Double, place: Int, support: Double, replyLength: Int, messageLength: Int, lengthGap: Double
    ) {
        self.similarity = similarity
        self.place = place
        self.support = support
        self.replyLength = replyLength
        self.messageLength = messageLength
        self.lengthGap = lengthGap
    }

    /// The names of `values`, in order.
    package static let names = [
        "similarity", "log_place", "support", "log_reply_length", "log_message_length", "length_gap",
    ]

    /// What a model of confidence is given.
    package var values: [Double] {
        [
            similarity, log(Double(max(0, place) + 1)), support, log(Double(max(1, replyLength))),
            log(Double(max(1, messageLength))), lengthGap,
        ]
    }
}
