import CoreMetrics
import Foundation
import RapportCore
import RapportServer
import Store
import TestSupport
import Testing

/// `/metrics`, as Prometheus' own client reads it.
@Suite struct MetricsTests {
    private struct Sample: Decodable {
        var family: String
        var type: String
        var help: String
        var name: String
        var labels: [String: String]
        /// As Python writes it, so that `inf` passes.
        var value: String

        var number: Double { Double(value) ?? .nan }
    }

    private static let parser = """
        import json, sys
        from prometheus_client.parser import text_string_to_metric_families
        json.dump([dict(family=family.name, type=family.type, help=family.documentation, name=sample.name,
                        labels=sample.labels, value=repr(sample.value))
                   for family in text_string_to_metric_families(sys.stdin.buffer.read().decode())
                   for sample in family.samples], sys.stdout)
        """

    private func parse(_ text: String) throws -> [Sample] {
        let output = try PythonTools.run(code: Self.parser, input: Data(text.utf8))
        return try JSONDecoder().decode([Sample].self, from: output.standardOutput)
    }

    @Test func whatIsMeasuredIsWhatPrometheusReads() throws {
        for seed in Seeds.list(3) {
            var generator = SeededGenerator(seed: seed)
            let registry = MetricRegistry(help: ["size": "with \\ and\na line", "time": "t"])
            let alphabet: [Character] = ["a", "\\", "\"", "\n", "{", "}", ",", "=", " ", "é", "🙂", "n"]
            let labels = Set(
                (0..<8).map { _ in
                    String(
                        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                        })
                })
            var counts: [String: Int] = [:]
            var times: [String: [Double]] = [:]
            for label in labels {
                Meter(label: "size", dimensions: [("of", label)], factory: registry).set(Double(label.count) / 3)
                for _ in 0..<Int.random(in: 1...20, using: &generator) {
                    let nanoseconds = Int64(pow(10, Double.random(in: 4...11, using: &generator)))
                    Counter(label: "calls_total", dimensions: [("of", label)], factory: registry).increment(by: 2)
                    CoreMetrics.Timer(label: "time", dimensions: [("of", label)], factory: registry)
                        .recordNanoseconds(nanoseconds)
                    counts[label, default: 0] += 2
                    times[label, default: []].append(Double(nanoseconds) / 1e9)
                }
            }
            let samples = try parse(PrometheusText.text(registry.families()))
            #expect(samples.filter { $0.name == "size" }.allSatisfy { $0.help == "with \\ and\na line" })
            for label in labels {
                let own = samples.filter { $0.labels["of"] == label }
                #expect(own.first { $0.name == "size" }?.number == Double(label.count) / 3, "seed \(seed)")
                #expect(own.first { $0.name == "calls_total" }?.number == Double(counts[label] ?? 0))
                let taken = times[label] ?? []
                let buckets = own.filter { $0.name == "time_bucket" }
                #expect(buckets.count == MetricRegistry.bounds.count + 1)
                for bucket in buckets {
                    let bound = bucket.labels["le"] == "+Inf" ? .infinity : Double(bucket.labels["le"] ?? "") ?? -1
                    #expect(Int(bucket.number) == taken.count { $0 <= bound }, "seed \(seed)")
                }
                #expect(own.first { $0.name == "time_count" }?.number == Double(taken.count))
                let sum = taken.reduce(0, +)
                #expect(abs((own.first { $0.name == "time_sum" }?.number ?? -1) - sum) <= 1e-9 * sum)
            }
        }
    }

    @Test func countsAddUpAfterRandomRequests() async throws {
        let seed = Seeds.list(1)[0]
        try await LocalServer.with { server in
            var generator = SeededGenerator(seed: seed)
            var expected: [String: Int] = [:]
            for _ in 0..<60 {
                let (route, status, method, path): (String, Int, String, String) =
                    switch Int.random(in: 0..<6, using: &generator) {
                    case 0: ("/v1/models", 2, "GET", "/v1/models")
                    case 1: ("/v1/models", 2, "HEAD", "/v1/models")
                    case 2: ("/v1/models", 4, "PUT", "/v1/models")
                    case 3: ("none", 4, "GET", "/v1/fan_\(Int.random(in: 0..<1_000, using: &generator))")
                    case 4: ("/v1/health/live", 2, "GET", "/v1/health/live")
                    default:
                        ("/v1/models/{model}/fans/{fan}/similar", 4, "GET", "/v1/models/a/fans/nobody/similar?k=2")
                    }
                let answer = try await server.send(method, path)
                #expect(answer.status / 100 == status)
                expected["\(route) \(status)xx", default: 0] += 1
            }
            // An answer is counted when it has gone, which the test may know sooner than the server.
            let open = "rapport_http_requests_in_flight 1\n"
            let scrape = try await server.wait(for: "/metrics") { $0.text.contains(open) }
            #expect(scrape.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let samples = try parse(scrape.text)
            let counted = samples.filter { $0.name == "rapport_http_request_duration_seconds_count" }
            var found = Dictionary(
                uniqueKeysWithValues: counted.map { sample in
                    ("\(sample.labels["route"] ?? "") \(sample.labels["status"] ?? "")", Int(sample.number))
                })
            // Scrapes before this one.
            found["/metrics 2xx"] = nil
            #expect(found == expected, "seed \(seed)")
            // The scrape itself.
            #expect(samples.first { $0.name == "rapport_http_requests_in_flight" }?.number == 1)
            #expect(samples.first { $0.name == "rapport_build_info" }?.labels["version"] == "1.2.3")
            #expect(samples.first { $0.name == "process_start_time_seconds" }?.number == 1_744_156_800)
            #expect(samples.first { $0.name == "process_resident_memory_bytes" }?.number ?? 0 > 1e6)
            #expect(samples.allSatisfy { !$0.help.isEmpty && ["counter", "gauge", "histogram"].contains($0.type) })
        }
    }

    @Test func theIndexesRecallIsMeasuredOnceTheyAreReady() async throws {
        try await LocalServer.with { server in
            // What is measured is what is open; a search opens it.
            #expect(try await server.post("/v1/search", ["text": "roses"]).status == 200)
            let measured = try await server.wait(for: "/metrics") { $0.text.contains("rapport_index_recall{") }
            let sample = try parse(measured.text).first { $0.name == "rapport_index_recall" }
            #expect(sample?.labels == ["collection": "turns", "vector": "text"])
            #expect(sample?.number ?? 0 > 0.9 && sample?.number ?? 2 <= 1)
            // The operator sees the same measurement; those of indexes that nobody has opened yet come with it.
            let told = try await server.send("GET", "/v1/indexes/recall").json
            let figures = told["recall_at_10"] as? [String: Double] ?? [:]
            #expect(figures["turns"] == sample?.number && Set(figures.keys) == ["turns", "conversations", "stages"])
            let scraped = try await parse(server.send("GET", "/metrics").text).filter {
                $0.name == "rapport_index_recall"
            }
            #expect(scraped.count == 3)
        }
    }

    @Test func theStoresFiguresAreThere() async throws {
        try await LocalServer.with { server in
            let answer = try await server.post("/v1/suggest", ["text": "do you like sailing?"])
            let shown = answer.json["suggestions"] as? [[String: Any]] ?? []
            let id = try #require(shown.first?["suggestion_id"] as? String)
            for action in ["copied", "thumbs_up"] {
                #expect(try await server.post("/v1/feedback", ["suggestion_id": id, "action": action]).status == 204)
            }
            for (outcome, tokens) in [(LLMCall.Outcome.done, 5), (.done, 6), (.refused, 7), (.cached, 100)] {
                try server.workspace.store.record(
                    LLMCall(
                        startedAt: Timestamp(nanoseconds: 0), purpose: .suggest, maker: "m \"1\"", outcome: outcome,
                        items: 1, requests: 1, inputTokens: tokens, outputTokens: 1, isEstimated: false, costUSD: 0.25,
                        latencySeconds: 1))
            }
            let samples = try await parse(server.send("GET", "/metrics").text)
            func value(_ name: String, _ labels: [String: String]) -> Double? {
                samples.first { $0.name == name && $0.labels == labels }?.number
            }
            #expect(value("rapport_suggestions_shown_total", ["source": "retrieved"]) == Double(shown.count))
            #expect(value("rapport_suggestions_accepted_total", ["source": "retrieved"]) == 1)
            let turns = ["collection": "turns", "vector": "text"]
            #expect(value("rapport_index_records", turns) == 76)
            #expect(value("rapport_index_pending_operations", turns) == 0)
            #expect(value("rapport_unembedded_records", ["collection": "stages"]) == 0)
            var call = ["purpose": "suggest", "maker": "m \"1\"", "outcome": "done"]
            #expect(value("rapport_llm_calls_total", call) == 2 && value("rapport_llm_cost_usd_total", call) == 0.5)
            #expect(value("rapport_llm_tokens_total", call.merging(["direction": "input"]) { $1 }) == 11)
            #expect(value("rapport_llm_failures_total", call) == nil)
            call["outcome"] = "refused"
            #expect(value("rapport_llm_failures_total", call) == 1)
        }
    }
}
