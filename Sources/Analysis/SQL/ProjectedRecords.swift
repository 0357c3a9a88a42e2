import RapportCore
import Store

/// `projection(collection, vector, method, dimensions [, filter])`: a place for each record, for SQL.
///
/// As for `kmeans`, only the filter argument says which records are laid out: a place says something beside the places
/// of the others alone.
struct ProjectedRecords: TableFunction {
    let store: RapportStore

    var name: String { "projection" }

    var columns: [TableColumn] {
        [TableColumn("id", .any), TableColumn("x", .real), TableColumn("y", .real), TableColumn("z", .real)]
            + RecordCollection.keyColumns
    }

    var arguments: [TableArgument] {
        [
            TableArgument("collection"), TableArgument("vector"), TableArgument("method"), TableArgument("dimensions"),
            TableArgument("filter", isNeeded: false),
        ]
    }

    /// - Complexity: that of `PrincipalComponents` or `UMAP.fit`.
    func rows(_ arguments: [SQLValue], _ call: SQLCall) throws -> any TableRows {
        guard let dimensions = arguments[3].wholeNumber.flatMap({ Int(exactly: $0) }), 2...3 ~= dimensions else {
            throw SQLError.argument("dimensions", function: signature, expected: "2 or 3")
        }
        let method = arguments[2].text
        guard method == "pca" || method == "umap" else {
            throw SQLError.argument("method", function: signature, expected: "'pca' or 'umap'")
        }
        let selected = try SelectedVectors(sql: arguments[0], arguments[1], filter: arguments[4], signature, store)
        try call.check()
        let places =
            method == "pca"
            ? try PrincipalComponents(selected.rows, dimensions: dimensions).transform(selected.rows)
            : try UMAP(dimensions: dimensions).fit(selected.rows, checkpoint: call.check)
        return Rows(collection: selected.graph.collection, ids: selected.recordIDs, places: places)
    }

    private struct Rows: TableRows {
        let collection: RecordCollection
        let ids: [Int64]
        /// One row a record.
        let places: Matrix

        var count: Int { ids.count }

        func value(row: Int, column: Int) -> SQLValue {
            switch column {
            case 0: return collection.sqlID(ids[row])
            case 1...3:
                let place = places[row]
                return column <= places.columns ? .real(Double(place[place.startIndex + column - 1])) : .null
            default: return collection.key(ids[row], column: column - 4)
            }
        }
    }
}
