import Analysis
import Foundation
import TestSupport
import Testing

@Suite struct UMAPTests {
    /// What a projection is for: groups that lie apart lie apart in it, and neighbours stay neighbours.
    @Test(arguments: [2, 3])
    func plantedGroupsStayTogether(dimensions: Int) throws {
        let planted = try Planted(rows: 600, columns: 20, groups: 5, distance: 3, seed: 1)
        let places = try UMAP(dimensions: dimensions, epochs: 200).fit(planted.rows)
        #expect(places.rows == 600 && places.columns == dimensions)
        let found = try KMeans(k: 5).fit(places)
        #expect(try ClusterAgreement(found.assignments, planted.groups).adjustedRandIndex > 0.99)
        #expect(try ProjectionQuality(planted.rows, places).trustworthiness > 0.9)
    }

    /// A ring in ten dimensions is one in two: no end of it is torn off, and the far side stays far.
    @Test func aRingStaysARing() throws {
        var generator = SeededGenerator(seed: 5)
        let values = (0..<500).flatMap { index -> [Float] in
            let angle = Double(index) / 500 * 2 * .pi
            let ring = [Float(cos(angle)) * 5, Float(sin(angle)) * 5]
            return ring + (0..<8).map { _ in generator.nextNormal() * 0.02 }
        }
        let rows = try Matrix(columns: 10, values: values)
        let places = try UMAP().fit(rows)
        func distance(_ one: Int, _ other: Int) -> Double {
            places.squaredDistance(one, to: places, other).squareRoot()
        }
        let farther = stride(from: 0, to: 500, by: 25).count { index in
            distance(index, (index + 250) % 500) > 4 * distance(index, (index + 5) % 500)
        }
        #expect(farther >= 18)
        #expect(try ProjectionQuality(rows, places).trustworthiness > 0.98)
    }

    @Test func oneSeedGivesOneLayout() throws {
        let planted = try Planted(rows: 300, columns: 8, groups: 3, distance: 1, seed: 2)
        let first = try UMAP(epochs: 50, seed: 4).fit(planted.rows)
        #expect(try UMAP(epochs: 50, seed: 4).fit(planted.rows) == first)
        #expect(try UMAP(epochs: 50, seed: 5).fit(planted.rows) != first)
    }

    @Test func copiesOfOneRowDoNoHarm() throws {
        let planted = try Planted(rows: 100, columns: 5, groups: 2, distance: 3, seed: 3)
        let rows = try Matrix(
            columns: 5, values: planted.rows.values + (0..<60).flatMap { _ in Array(planted.rows[0]) })
        let places = try UMAP(epochs: 50).fit(rows)
        #expect(places.values.allSatisfy { $0.isFinite })
        let same = try Matrix(columns: 2, values: Array(repeating: 1, count: 80))
        let flat = try UMAP(neighbours: 5, epochs: 20).fit(same)
        #expect(flat.values.allSatisfy { $0.isFinite })
    }

    @Test func whatCannotBeLaidOutIsSaid() throws {
        let rows = try Matrix(columns: 1, values: [1, 2, 3, 4, 5])
        #expect(throws: AnalysisError.tooFewRows(found: 5, needed: 15, purpose: "UMAP with 15 neighbours")) {
            try UMAP().fit(rows)
        }
        #expect(throws: AnalysisError.outOfRange(field: "dimensions", allowed: "2 or 3")) {
            try UMAP(dimensions: 4, neighbours: 3).fit(rows)
        }
        #expect(throws: AnalysisError.outOfRange(field: "the minimum distance", allowed: "0 to 1")) {
            try UMAP(neighbours: 3, minimumDistance: 2).fit(rows)
        }
        #expect(throws: AnalysisError.tooFewRows(found: 5, needed: 31, purpose: "the trustworthiness")) {
            try ProjectionQuality(rows, rows)
        }
    }
}
