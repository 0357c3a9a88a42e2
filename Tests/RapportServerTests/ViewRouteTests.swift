import Foundation
import TestSupport
import Testing

/// The routes that the views of the page read.
@Suite struct ViewRouteTests {
    private static func get(_ path: String) async throws -> Answer { try await PageStore.server.send("GET", path) }

    private static func sql(_ query: String) async throws -> [[Any]] {
        try await PageStore.server.post("/v1/sql", ["query": query]).json["rows"] as? [[Any]] ?? []
    }

    @Test func clustersAddUpToWhatTheStoreHolds() async throws {
        let clusters = try await Self.get("/v1/runs/1/clusters").json["clusters"] as? [[String: Any]] ?? []
        let expected = try await Self.sql(
            """
            SELECT cluster, count(*), count(DISTINCT own.pair_id), sum(offers), sum(purchases), sum(revenue)
            FROM run_clusters JOIN stages AS own USING (record_id) WHERE run_id = 1 GROUP BY cluster ORDER BY cluster
            """)
        #expect(clusters.count == 3 && expected.count == 3)
        for (cluster, row) in zip(clusters, expected) {
            for (name, place) in [("cluster", 0), ("records", 1), ("pairs", 2), ("offers", 3), ("purchases", 4)] {
                #expect(cluster[name] as? Int == row[place] as? Int, "\(name)")
            }
            #expect(cluster["revenue"] as? Double == row[5] as? Double)
        }
        #expect((try await Self.get("/v1/runs/2/clusters").json["clusters"] as? [Any])?.isEmpty == true)
    }

    @Test func fewerPointsAreSpreadOverTheRun() async throws {
        let all = try await Self.get("/v1/runs/3/points").json
        let points = all["points"] as? [[String: Any]] ?? []
        #expect(points.count == 31 && all["total"] as? Int == 31)
        #expect(points.allSatisfy { $0["z"] is Double && $0["cluster"] is Int && $0["fan_id"] is String })
        let few = try await Self.get("/v1/runs/3/points?limit=7").json["points"] as? [[String: Any]] ?? []
        let places = points.map { $0["x"] as? Double }
        let kept = few.compactMap { places.firstIndex(of: $0["x"] as? Double) }
        #expect(kept == (0..<7).map { $0 * 31 / 7 })
        for (path, status) in [
            ("/v1/runs/99/points", 404), ("/v1/runs/99/clusters", 404), ("/v1/runs/texts/points", 400),
            ("/v1/runs/0/points", 400), ("/v1/runs/3/points?limit=0", 400), ("/v1/runs/3/points?limit=20001", 400),
        ] {
            #expect(try await Self.get(path).status == status, "\(path)")
        }
    }

    @Test func evidenceIsReadOfThePairAlone() async throws {
        let own = try await Self.sql("SELECT row_id FROM log_rows JOIN pairs USING (pair_id) WHERE fan_id = 'fan_1'")
        let other = try await Self.sql("SELECT row_id FROM log_rows JOIN pairs USING (pair_id) WHERE fan_id = 'fan_2'")
        let ids = (own + other).compactMap { $0[0] as? Int }
        let path = "/v1/models/Model%2F1/fans/fan_1/evidence?" + ids.map { "row=\($0)" }.joined(separator: "&")
        let rows = try await Self.get(path).json["rows"] as? [[String: Any]] ?? []
        #expect(rows.count == own.count && own.count == 4)
        #expect(Set(rows.compactMap { $0["row_id"] as? Int }) == Set(own.compactMap { $0[0] as? Int }))
        let times = rows.compactMap { $0["datetime"] as? String }
        #expect(times == times.sorted())
        let many = (0...100).map { "row=\($0)" }.joined(separator: "&")
        #expect(try await Self.get("/v1/models/Model%2F1/fans/fan_1/evidence?\(many)").status == 400)
        #expect(try await Self.get("/v1/models/Model%2F1/fans/nobody/evidence?row=1").status == 404)
    }

    @Test func anAnswerAsCSVIsSafeInSpreadsheets() async throws {
        let answer = try await PageStore.server.send(
            "POST", "/v1/sql",
            body: JSONSerialization.data(withJSONObject: [
                "query": """
                SELECT '=1+1' AS a, 'x, y' AS b, -3 AS c, '+1' AS "=d", '-1' AS e, '@sum(1)' AS f, char(9) || '=1' AS g,
                    char(13) || '=1' AS h
                """
            ]), headers: ["Content-Type": "application/json", "Accept": "text/csv"])
        #expect(answer.headers["content-type"] == "text/csv; charset=utf-8")
        // A number is one, also below nothing.
        #expect(
            answer.text == "a,b,c,'=d,e,f,g,h\n'=1+1,\"x, y\",-3,'+1,'-1,'@sum(1),'\t=1,\"'\r=1\"\n", "\(answer.text)")
    }

    @Test func notebooksAreReadFromTheirFolderAlone() async throws {
        let list = try await Self.get("/v1/notebooks").json["notebooks"] as? [[String: Any]] ?? []
        #expect(
            list.contains { $0["name"] as? String == "stages" } && !list.contains { $0["name"] as? String == "README" })
        #expect(try await Self.get("/v1/notebooks/stages").json["markdown"] as? String != nil)
        #expect(try await Self.get("/v1/notebooks/stages/pictures/plot-1").headers["content-type"] == "image/svg+xml")
        for path in [
            "/v1/notebooks/nothing", "/v1/notebooks/..%2FREADME", "/v1/notebooks/..",
            "/v1/notebooks/stages/pictures/nothing",
            "/v1/notebooks/../pictures/plot-1", "/v1/notebooks/stages/pictures/..%2F..%2Fplot-1", "/v1/notebooks/a%00b",
        ] {
            let status = try await Self.get(path).status
            #expect(status == 404 || status == 400, "\(path)")
        }
    }
}
