extension ReplyConfidence {
    /// Fitted on the tuning half of synthetic logs. These lines are what this prints:
    ///
    ///     ./rapport bench retrieval
    package static let standard = ReplyConfidence(
        intercept: -3.0762,
        weights: [
            0.1815,  // similarity
            -0.2989,  // log_place
            3.3319,  // support
            -0.3918,  // log_reply_length
            0.1597,  // log_message_length
            -0.2711,  // length_gap
        ],
        knots: [
            Knot(0.0301, 0.0040),
            Knot(0.0484, 0.0402),
            Knot(0.0642, 0.0463),
            Knot(0.0793, 0.0887),
            Knot(0.0952, 0.1046),
            Knot(0.1215, 0.1247),
            Knot(0.1655, 0.1630),
            Knot(0.2640, 0.1767),
        ])
}
