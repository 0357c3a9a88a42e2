import Analysis
import Testing

@Suite struct AnalysisErrorTests {
    @Test func aMatrixRefusesWhatIsNotNumbersInRows() {
        #expect(throws: AnalysisError.notRectangular(values: 5, columns: 2)) {
            try Matrix(columns: 2, values: [1, 2, 3, 4, 5])
        }
        #expect(throws: AnalysisError.notFinite(row: 1)) { try Matrix(columns: 2, values: [1, 2, 3, .nan]) }
        #expect(throws: AnalysisError.outOfRange(field: "columns", allowed: "1 or more")) {
            try Matrix(columns: 0, values: [])
        }
    }

    @Test func kMeansRefusesSettingsOutOfRange() throws {
        let rows = try Matrix(columns: 1, values: [1, 2, 3])
        #expect(throws: AnalysisError.outOfRange(field: "k", allowed: "1 or more")) { try KMeans(k: 0).fit(rows) }
        #expect(throws: AnalysisError.tooFewRows(found: 3, needed: 4, purpose: "k-means with k = 4")) {
            try KMeans(k: 4).fit(rows)
        }
        #expect(throws: AnalysisError.outOfRange(field: "restarts", allowed: "1 or more")) {
            try KMeans(k: 1, restarts: 0).fit(rows)
        }
    }

    @Test func messagesSayWhatToDo() {
        #expect(
            AnalysisError.tooFewRows(found: 3, needed: 4, purpose: "k-means with k = 4").message
                == "k-means with k = 4 needs at least 4 vectors and found 3; widen the filter or embed more")
        #expect(
            AnalysisError.notFinite(row: 7).message
                == "row 7 holds a number that is infinite or undefined; leave the row out")
        #expect(
            AnalysisError.notRectangular(values: 5, columns: 2).message
                == "5 numbers do not make rows of 2; give a multiple of 2")
        #expect(
            AnalysisError.labelsDoNotFit(labels: 2, rows: 3).message
                == "2 cluster numbers do not name the clusters of 3 rows")
        #expect(
            AnalysisError.notSeparable(clusters: 1, rows: 3).message
                == "1 clusters of 3 rows cannot be set apart; there must be 2 to 2")
        #expect(AnalysisError.outOfRange(field: "k", allowed: "1 or more").message == "k must be 1 or more")
    }
}
