import RapportCore

/// Features and stages straight from a log, without a store: `export features|stages --from LOGS`.
public enum FeatureExport {
    /// Rows that one part of the work holds; small enough that two cores end together.
    private static let rowsPerPart = 16_384
    /// Parts that are formatted before they are written, which bounds the memory of an export.
    private static let partsPerWave = 64

    /// Writes `conversation_features`, as CSV or JSON lines by the ending of `path`, and replaces what was there.
    ///
    /// - Returns: the number of conversations.
    /// - Complexity: O(rows · log of the longest pair).
    /// - Throws: `ExportError` where the ending is unknown or the file cannot be written; nothing is
    ///   left half written.
    @discardableResult
    public static func run(
        table: LogTable, to path: String, rules: FeatureRules = FeatureRules()
    ) throws(ExportError) -> Int {
        let format = try format(of: path)
        return try write(table, to: path, header: ConversationFeaturesWriter(format).records) { pairs, part in
            var writer = ConversationFeaturesWriter(format)
            let count = append(to: &writer, pairs, part, rules)
            return (writer.records.bytes, count)
        }
    }

    /// Writes the stages, as CSV or JSON lines by the ending of `path`, and replaces what was there.
    ///
    /// - Parameter text: whether a last column holds the stages' transcripts.
    /// - Returns: the number of stages.
    /// - Throws: as `run(table:to:rules:)`.
    @discardableResult
    public static func runStages(
        table: LogTable, to path: String, text: Bool = false, rules: FeatureRules = FeatureRules()
    ) throws(ExportError) -> Int {
        let format = try format(of: path)
        return try write(table, to: path, header: StagesWriter(format, text: text).records) { pairs, part in
            var writer = StagesWriter(format, text: text)
            let count = append(to: &writer, pairs, part, rules)
            return (writer.records.bytes, count)
        }
    }

    private static func format(of path: String) throws(ExportError) -> RecordFormat {
        guard let format = RecordFormat(path: path) else { throw .unknownEnding(path: path) }
        return format
    }

    private static func append(
        to writer: inout ConversationFeaturesWriter, _ pairs: SortedPairs, _ part: Range<Int>, _ rules: FeatureRules
    ) -> Int {
        guard let newestRow = pairs.newestRow else { return 0 }
        var count = 0
        for position in part {
            let conversations = rules.conversations(
                of: pairs[position].pair, rows: pairs.exchanges(position), newestRow: newestRow)
            for conversation in conversations { writer.append(conversation) }
            count += conversations.count
        }
        return count
    }

    private static func append(
        to writer: inout StagesWriter, _ pairs: SortedPairs, _ part: Range<Int>, _ rules: FeatureRules
    ) -> Int {
        var count = 0
        for position in part {
            let rows = pairs[position]
            let stages = rules.stages(of: rows.pair, rows: pairs.exchanges(position))
            var done = 0
            for stage in stages {
                let own = rows.rows.positions(done..<done + stage.figures.messageCount)
                done += stage.figures.messageCount
                writer.append(stage, text: pairs.table.transcript(own))
            }
            count += stages.count
        }
        return count
    }

    /// Formats parts on all cores and writes them in order.
    private static func write(
        _ table: LogTable, to path: String, header: RecordWriter,
        _ format: @Sendable (SortedPairs, Range<Int>) -> (bytes: [UInt8], count: Int)
    ) throws(ExportError) -> Int {
        let pairs = SortedPairs(table)
        var header = header
        header.writeHeader()
        var file = try ExportFile(path: path)
        try file.write(header.bytes)
        var rest = pairs.parts(rowsPerPart: rowsPerPart)[...]
        var count = 0
        while !rest.isEmpty {
            for part in parallelMap(Array(rest.prefix(partsPerWave)), { format(pairs, $0) }) {
                try file.write(part.bytes)
                count += part.count
            }
            rest = rest.dropFirst(partsPerWave)
        }
        try file.close()
        return count
    }
}

extension LogTable {
    /// The transcript of some rows, as it is embedded.
    package func transcript(_ rows: some Sequence<Int>) -> String {
        EmbeddedText.transcript(rows.lazy.map { (fan: fanMessage[$0], chatter: chatterMessage[$0]) })
    }
}
