import Analysis
import RapportCore
import Store
import TestSupport
import Testing

/// `projection` in queries.
@Suite struct ProjectionSQLTests {
    @Test func aProjectionGivesEachRecordAPlace() async throws {
        let bench = try ClusterBench(fans: 40)
        let vectors = try Matrix(columns: 8, values: bench.vectors.flatMap(\.vector))
        let expected = try PrincipalComponents(vectors, dimensions: 2).transform(vectors)
        let found = try await bench.rows("SELECT id, x, y, z FROM projection('stages', 'text', 'pca', 2)")
        #expect(found.map { $0[0] } == bench.vectors.map { RecordCollection.stages.sqlID($0.recordID) })
        for (row, place) in zip(found, 0..<expected.rows) {
            #expect(row[1...2].elementsEqual(expected[place].map { .real(Double($0)) }))
            #expect(row[3].isNull)
        }
        let umap = try await bench.rows(
            """
            SELECT count(*), count(z), count(DISTINCT x) FROM projection('stages', 'text', 'umap', 3, 'model <> ''Model0''')
            JOIN stages USING (stage_id)
            """)
        #expect(umap == [[.integer(26), .integer(26), .integer(26)]])
    }

    @Test func whatCannotBeIsSaid() async throws {
        let bench = try ClusterBench(fans: 20)
        for (call, message) in [
            ("projection('stages', 'text', 'tsne', 2)", "'pca' or 'umap'"),
            ("projection('stages', 'text', 'pca', 4)", "2 or 3"),
            ("projection('stages', 'text', 'pca', 2, 5)", "a text, such as 'stage = 2'"),
        ] {
            let error = await #expect(throws: SQLError.self) { try await bench.rows("SELECT * FROM \(call)") }
            #expect(error?.message.hasSuffix("must be \(message)") == true, "\(call)")
        }
        await #expect(throws: AnalysisError.self) {
            try await bench.rows("SELECT * FROM projection('stages', 'text', 'pca', 2, 'model = ''nobody''')")
        }
    }
}
