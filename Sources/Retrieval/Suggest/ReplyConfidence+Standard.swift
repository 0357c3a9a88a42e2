extension ReplyConfidence {
    /// Fitted on the tuning half of synthetic logs by `RapportBench retrieval`, which prints these lines.
    package static let standard = ReplyConfidence(
        intercept: -3.628,
        weights: [
            0.205,  // similarity
            -0.383,  // log_place
            3.842,  // support
            -0.33,  // log_reply_length
            0.147,  // log_message_length
            0,  // length_gap
        ],
        knots: [Knot(0.04, 0.02), Knot(0.09, 0.08), Knot(0.16, 0.16), Knot(0.3, 0.19)])
}
