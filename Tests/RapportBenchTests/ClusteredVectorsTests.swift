import RapportBench
import TestSupport
import Testing

@Suite struct ClusteredVectorsTests {
    private func product(_ first: [Float], _ second: [Float]) -> Float {
        zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test(arguments: Seeds.list(3)) func everyVectorHasLengthOne(seed: UInt64) {
        let vectors = ClusteredVectors(count: 1_000, dimension: 33, seed: seed)
        for row in 0..<200 {
            let vector = vectors.row(row, stream: 1)
            #expect(abs(product(vector, vector) - 1) < 1e-5)
        }
    }

    @Test(arguments: Seeds.list(3)) func theFileHoldsTheRowsWhateverThePieces(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("v.npy").path
        let vectors = ClusteredVectors(count: 5_000, dimension: 3, seed: seed)
        try vectors.write(5_000, stream: 1, to: path)
        let file = try VectorFile(path)
        #expect(file.rows == 5_000 && file.columns == 3)
        for row in [0, 4_095, 4_096, 4_999] { #expect(file.row(row) == vectors.row(row, stream: 1)) }
    }

    @Test(arguments: Seeds.list(3)) func streamsAndSeedsDiffer(seed: UInt64) {
        let vectors = ClusteredVectors(count: 1_000, dimension: 8, seed: seed)
        let other = ClusteredVectors(count: 1_000, dimension: 8, seed: seed + 1)
        for row in 0..<50 {
            #expect(vectors.row(row, stream: 1) != vectors.row(row, stream: 2))
            #expect(vectors.row(row, stream: 1) != other.row(row, stream: 1))
        }
    }

    /// Two of one cluster have a cosine of about a half, two of others of about 0.
    @Test(arguments: Seeds.list(3)) func queriesLieInTheClustersOfTheVectors(seed: UInt64) {
        let vectors = ClusteredVectors(count: 1_000, dimension: 384, seed: seed)
        #expect(vectors.clusters == 10)
        let rows = (0..<300).map { vectors.row($0, stream: 1) }
        for query in 0..<20 {
            let cosines = rows.map { product($0, vectors.row(query, stream: 2)) }
            let near = cosines.filter { $0 > 0.3 }
            #expect(near.count > 5 && near.count < 80)
            #expect(abs(near.reduce(0, +) / Float(near.count) - 0.5) < 0.1)
            #expect(cosines.allSatisfy { $0 > 0.3 || abs($0) < 0.25 })
        }
    }
}
