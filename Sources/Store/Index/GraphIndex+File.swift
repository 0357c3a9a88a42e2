import HNSW
import RapportCore

extension GraphIndex {
    /// Saves graph and columns to a file that holds the operation log up to its sequence: written aside, synced, renamed.
    func save(to path: String) throws {
        try state.read { state in
            try state.graph.save(
                to: path, sequence: UInt64(state.sequence), extraSections: state.columns.sections())
        }
    }

    /// Maps a saved index.
    ///
    /// - Throws: `HNSWFileError` or `AttributeColumns.DamagedSection`; the caller builds the index anew.
    convenience init(mapping path: String, dimension: Int, schema: AttributeSchema) throws {
        let file = try HNSWGraph.open(path, expectingDimension: dimension)
        let columns = try AttributeColumns(
            schema: schema, slotCount: file.graph.slotCount, sections: file.extraSections)
        guard columns.liveSlots.count == file.graph.count else { throw AttributeColumns.DamagedSection(name: "live") }
        self.init(State(graph: file.graph, columns: columns, sequence: Int64(clamping: file.sequence)))
    }
}
