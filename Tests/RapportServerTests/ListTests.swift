import Foundation
import TestSupport
import Testing

/// Pairs, their stories, runs and figures, page by page.
@Suite struct ListTests {
    /// Made once: profiles and clusterings take a moment.
    private static let served = Result {
        try ServedStore(
            environment: ["RAPPORT_NOTEBOOKS": notebooks.get().url.path],
            before: { store in
                for arguments in [
                    ["profile", "--rules"], ["cluster", "--k", "2"], ["cluster", "--k", "3", "--collection", "turns"],
                    ["project", "--method", "pca"],
                ] {
                    let output = try RapportBinary.run(["--store", store] + arguments + ["--quiet"])
                    guard output.succeeded else { throw TestSupportError.failed(command: "rapport", output) }
                }
            })
    }
    private var server: ServedStore { get throws { try Self.served.get() } }
    /// Names whose order is another with `.md` behind them, and what is no notebook.
    private static let notebooks = Result {
        let folder = try TemporaryFolder()
        for name in ["a.md", "a-b.md", "b.md", "Z.md", "README.md", "a.txt", "no ä.md"] {
            try folder.write("# About \(name.dropLast(3))\n", to: name)
        }
        return folder
    }

    private func sql(_ query: String) async throws -> [[Any]] {
        let answer = try await server.post("/v1/sql", ["query": query])
        try #require(answer.status == 200, "\(answer.text)")
        return answer.json["rows"] as? [[Any]] ?? []
    }

    /// All entries of a list, page by page.
    private func walk(_ path: String, _ list: String, limit: Int) async throws -> [[String: Any]] {
        var entries: [[String: Any]] = []
        var cursor = ""
        while true {
            let mark = path.contains("?") ? "&" : "?"
            let answer = try await server.send("GET", "\(path)\(mark)limit=\(limit)\(cursor)")
            try #require(answer.status == 200, "\(answer.text)")
            let page = answer.json[list] as? [[String: Any]] ?? []
            #expect(page.count <= limit)
            entries += page
            guard let next = answer.json["next_cursor"] as? String else { return entries }
            #expect(page.count == limit)
            cursor = "&cursor=\(next)"
        }
    }

    @Test(arguments: [1, 3, 19, 1_000]) func pagesOfAnySizeShowEveryPairOnceInOrder(limit: Int) async throws {
        let expected = try await sql("SELECT fan_id FROM pairs ORDER BY fan_id, model_name").map { $0[0] as? String }
        let found = try await walk("/v1/fans", "fans", limit: limit)
        #expect(found.map { $0["fan_id"] as? String } == expected && expected.count == 19)
        let named = try await walk("/v1/fans?q=FAN_", "fans", limit: limit)
        #expect(named.count == 12 && named.allSatisfy { ($0["fan_id"] as? String)?.hasPrefix("fan_") == true })
        #expect(try await walk("/v1/fans?q=%25", "fans", limit: limit).count == 2)
        #expect(try await walk("/v1/fans?model=Model", "fans", limit: limit).isEmpty)
    }

    @Test(arguments: [1, 2, 1_000]) func pagesOfAnySizeShowEveryModelOnceInOrder(limit: Int) async throws {
        // Names whose order is another by letters than by bytes.
        let names = ["Zoe", "anna", "Äna", "a,b", "Model/1", "100%"]
        let server = try ServedStore(
            extraRows: names.map { "Chatter1,\"\($0)\",hello there,hi you,0,false,fan_1,2025-04-09T00:00:00,0,0" })
        var (found, cursor): ([String], String) = ([], "")
        repeat {
            let page = try await server.send("GET", "/v1/models?limit=\(limit)\(cursor)")
            let models = page.json["models"] as? [[String: Any]] ?? []
            try #require(page.status == 200 && !models.isEmpty && models.count <= limit, "\(page.text)")
            found += models.compactMap { $0["model_name"] as? String }
            cursor = (page.json["next_cursor"] as? String).map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty
        #expect(found == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test(arguments: [1, 2, 1_000]) func pagesOfAnySizeShowEveryNotebookOnceInOrder(limit: Int) async throws {
        let found = try await walk("/v1/notebooks", "notebooks", limit: limit)
        let names = ["Z", "a", "a-b", "b"]
        #expect(found.map { $0["name"] as? String } == names)
        #expect(found.map { $0["title"] as? String } == names.map { "About \($0)" })
    }

    @Test func cursorsThatAreNotOursAreRefused() async throws {
        let page = try await server.send("GET", "/v1/fans?limit=1")
        let cursor = try #require(page.json["next_cursor"] as? String)
        let changed = String(cursor.dropFirst()) + "A"
        for query in [
            "/v1/models?cursor=\(cursor)", "/v1/models?limit=0",
            "/v1/notebooks?cursor=\(cursor)", "/v1/notebooks?limit=0", "/v1/fans?cursor=", "/v1/fans?cursor=abc",
            "/v1/fans?cursor=\(changed)", "/v1/runs?cursor=\(cursor)",
            "/v1/models/Model%2F1/fans/fan_1/conversations?cursor=\(cursor)", "/v1/fans?limit=0", "/v1/fans?limit=x",
            "/v1/fans?limit=1001", "/v1/fans?limit=1&limit=2", "/v1/fans?cursor=%F0%9F%99%82",
        ] {
            let answer = try await server.send("GET", query)
            #expect(answer.status == 400, "\(query) \(answer.text)")
        }
    }

    @Test func aCardSaysWhatIsKnownOfAPair() async throws {
        let card = try await server.send("GET", "/v1/models/Model%2F1/fans/a%2Fb")
        #expect(card.status == 200)
        let row =
            try await sql(
                """
                SELECT revenue, offers, purchases, success_rate, datetime(last_at / 1000000000, 'unixepoch'),
                    (SELECT max(stage) FROM stages WHERE pair_id = pairs.pair_id) FROM pairs WHERE fan_id = 'a/b'
                """
            ).first ?? []
        try #require(row.count == 6)
        #expect(card.json["revenue"] as? Double == row[0] as? Double)
        #expect(card.json["offers"] as? Int == row[1] as? Int && card.json["purchases"] as? Int == row[2] as? Int)
        #expect(card.json["success_rate"] as? Double == row[3] as? Double)
        #expect(card.json["last_at"] as? String == (row[4] as? String)?.replacingOccurrences(of: " ", with: "T"))
        #expect(card.json["stage"] as? Int == row[5] as? Int)
        let profile = (card.json["profile"] as? [String: Any])?["profile"] as? [String: Any]
        #expect(profile != nil)
        // He wrote nothing that a chatter must not miss, in four messages.
        let risk = card.json["risk"] as? [String: Any]
        #expect(risk?["messages_read"] as? Int == 4 && (risk?["flags"] as? [Any])?.isEmpty == true)
        #expect(try await server.send("GET", "/v1/models/Model%2F1/fans/nobody").status == 404)
    }

    @Test(arguments: [1, 1_000]) func aStoryIsThePairsConversationsWithTheirSales(limit: Int) async throws {
        for fan in ["a%2Fb", "fan_1"] {
            let path = "/v1/models/Model%2F1/fans/\(fan)"
            let story = try await walk("\(path)/conversations", "conversations", limit: limit)
            let card = try await server.send("GET", path).json
            let name = try #require(card["fan_id"] as? String)
            let ids = try await sql(
                "SELECT conversation_id FROM conversations WHERE fan_id = '\(name)' ORDER BY started_at")
            #expect(story.map { $0["conversation_id"] as? String } == ids.map { $0[0] as? String })
            let sales = story.flatMap { $0["sales"] as? [[String: Any]] ?? [] }
            #expect(sales.compactMap { $0["revenue"] as? Double }.reduce(0, +) == card["revenue"] as? Double)
            let stages = story.flatMap { $0["stages"] as? [Int] ?? [] }
            #expect(stages == stages.sorted() && stages.last == card["stage"] as? Int)
        }
    }

    @Test func runsAndFiguresAreThoseOfTheCommandLine() async throws {
        let runs = try await walk("/v1/runs", "runs", limit: 1)
        #expect(runs.map { $0["run_id"] as? Int } == [3, 2, 1])
        for (path, arguments) in [
            ("/v1/stats", []), ("/v1/stats/llm", ["--llm"]), ("/v1/stats/suggestions", ["--suggestions"]),
        ] {
            let store = try server.folder.file("store").path
            let output = try RapportBinary.run(["--store", store, "stats", "--json"] + arguments)
            let printed = try JSONSerialization.jsonObject(with: output.standardOutput) as? NSDictionary
            let answer = try await server.send("GET", path)
            #expect(printed != nil && answer.json as NSDictionary == printed, "\(path)")
        }
    }

    @Test func theConsoleReadsWithinLimits() async throws {
        let hits = try await sql(
            "SELECT fan_message FROM knn('turns', 'text', 'roses', 3) JOIN log_rows USING (row_id)")
        #expect(hits.count == 3)
        for query in ["DELETE FROM pairs", "SELECT", "SELECT 1; SELECT 2", " ", "ATTACH '/tmp/x' AS y"] {
            let answer = try await server.post("/v1/sql", ["query": query])
            #expect(answer.status == 400, "\(answer.text)")
        }
    }

    @Test func aQueryWithoutAnEndIsStoppedAndKeepsOthersWaitingForAMomentOnly() async throws {
        let server = try ServedStore()
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        // Two at a time run for ten seconds, others wait for five: of six, however late some come, one has waited in vain.
        let answers = try await withThrowingTaskGroup { group in
            for _ in 0..<6 { group.addTask { try await server.post("/v1/sql", ["query": endless]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let (stopped, refused) = (answers.filter { $0.status == 422 }, answers.filter { $0.status == 503 })
        #expect(stopped.count >= 2 && !refused.isEmpty && stopped.count + refused.count == 6)
        #expect(refused.allSatisfy { $0.headers["retry-after"] != nil })
    }

    @Test func otherMethodsAreToldWhichThereAre() async throws {
        for (method, path, allow) in [
            ("PUT", "/v1/suggest", "POST"), ("POST", "/v1/health", "GET, HEAD"), ("DELETE", "/", "GET, HEAD"),
            ("PATCH", "/v1/models/a/fans/b", "GET, HEAD"),
        ] {
            let answer = try await server.send(method, path)
            #expect(answer.status == 405 && answer.headers["allow"] == allow)
            #expect(answer.json["type"] as? String == "about:blank" && answer.json["status"] as? Int == 405)
        }
        #expect(try await server.send("HEAD", "/v1/models").status == 200)
    }

    @Test func aRequestWithAKeyCountsOnce() async throws {
        let asked = try await server.post("/v1/suggest", ["text": "do you like sailing?"])
        let id = try #require((asked.json["suggestions"] as? [[String: Any]])?.first?["suggestion_id"] as? String)
        func send(_ action: String, key: String, id: String) async throws -> Int {
            try await server.send(
                "POST", "/v1/feedback", body: Data(#"{"suggestion_id":"\#(id)","action":"\#(action)"}"#.utf8),
                headers: ["Content-Type": "application/json", "Idempotency-Key": key]
            ).status
        }
        #expect(try await send("copied", key: "one", id: "0123456789abcdef") == 404)
        // What failed may be sent again.
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await send("copied", key: "one", id: id) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 204, count: 8))
        #expect(try await send("sent", key: "one", id: id) == 422)
        #expect(try await send("sent", key: "with blank", id: id) == 400)
        #expect(try await send("sent", key: "two", id: id) == 204)
        let counted = try await sql("SELECT count(*) FROM feedback WHERE suggestion_id = '\(id)'")
        #expect(counted.first?.first as? Int == 2)
    }
}
