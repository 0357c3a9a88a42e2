extension ReplyConfidence {
    /// Fitted on the tuning half of synthetic logs. These lines are what this prints:
    ///
    ///     ./rapport bench retrieval
    package static let standard = ReplyConfidence(
        intercept: -3.0988,
        weights: [
            0.2027,  // similarity
            -0.2976,  // log_place
            3.3233,  // support
            -0.3904,  // log_reply_length
            0.1614,  // log_message_length
            -0.2742,  // length_gap
        ],
        knots: [
            Knot(0.0117, 0.0040),
            Knot(0.0201, 0.0080),
            Knot(0.0301, 0.0282),
            Knot(0.0405, 0.0321),
            Knot(0.0564, 0.0402),
            Knot(0.0744, 0.0806),
            Knot(0.0977, 0.1066),
            Knot(0.1312, 0.1325),
            Knot(0.1704, 0.1371),
            Knot(0.2593, 0.1767),
        ])
}
