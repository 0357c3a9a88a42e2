import HNSW
import RapportCore

extension GraphIndex {
    private static let changesName = "changes"

    /// Saves graph and columns to a file that holds the operation log up to its sequence: written aside, synced, renamed.
    func save(to path: String) throws {
        try state.withoutChanges { state in
            let changes = HNSWSection(name: Self.changesName, elements: [UInt64(state.changes)])
            try graph.save(
                to: path, sequence: UInt64(state.sequence), extraSections: state.columns.sections() + [changes])
        }
    }

    /// Maps a saved index.
    ///
    /// - Parameter verification: when links and codes are verified; all else, the columns included, is now.
    /// - Throws: `HNSWFileError` or `AttributeColumns.DamagedSection`; the caller builds the index anew.
    convenience init(
        mapping path: String, dimension: Int, schema: AttributeSchema, verifying verification: HNSWVerification
    ) throws {
        let file = try HNSWGraph.open(path, expectingDimension: dimension, verifying: verification)
        let columns = try AttributeColumns(
            schema: schema, slotCount: file.graph.slotCount, sections: file.extraSections)
        guard columns.liveSlots == file.graph.liveSlots else { throw AttributeColumns.DamagedSection(name: "live") }
        // Older files do not count changes.
        let changes = file.extraSections.first { $0.name == Self.changesName }?.elements(as: UInt64.self).first ?? 0
        self.init(
            file.graph,
            State(
                columns: columns, sequence: Int64(clamping: file.sequence),
                // No graph lives to see so many, and counting on from there does not overflow.
                changes: Int(min(changes, 1 << 40))))
    }
}
