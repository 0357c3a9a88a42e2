import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// `rapport mcp`, as the protocol's own client and as raw lines find it.
@Suite struct MCPTests {
    @Test func theProtocolsOwnClientUsesEveryTool() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let output = try PythonTools.run(
            code: """
                import asyncio, json, os, sys
                from mcp import ClientSession, StdioServerParameters, stdio_client

                async def main(program, store):
                    server = StdioServerParameters(command=program, args=["--store", store, "mcp"], env=dict(os.environ))
                    async with stdio_client(server) as streams, ClientSession(*streams) as session:
                        await session.initialize()
                        await session.send_ping()
                        tools = sorted(tool.name for tool in (await session.list_tools()).tools)
                        assert tools == ["search", "similar_fans", "sql", "suggest"], tools
                        async def call(tool, **arguments):
                            result = await session.call_tool(tool, arguments)
                            return result.is_error, result.content[0].text
                        async def answer(tool, **arguments):
                            failed, text = await call(tool, **arguments)
                            assert not failed, text
                            return json.loads(text)
                        async def complaint(tool, **arguments):
                            failed, text = await call(tool, **arguments)
                            assert failed, text
                            return text
                        suggested = await answer("suggest", text="do you like sailing?")
                        assert len(suggested["conversations"]) == 5 and suggested["suggestions"]
                        assert len((await answer("search", text="roses", k=3))["hits"]) == 3
                        similar = await answer("similar_fans", fan="a/b", model="Model/1", k=2)
                        assert len(similar["matches"]) == 2 and similar["fan_id"] == "a/b"
                        assert (await answer("sql", query="SELECT count(*) FROM pairs"))["rows"] == [[19]]
                        assert "no rows" in await complaint("similar_fans", fan="nobody", model="Model/1")
                        assert "'text'" in await complaint("suggest")
                        assert "reads" in await complaint("sql", query="DELETE FROM pairs")

                asyncio.run(main(*sys.argv[1:]))
                """, arguments: [RapportBinary.url().path, store])
        #expect(output.succeeded)
        // Whoever was shown is in the audit, and the query that failed too.
        let events = try AccessStore(folder: store).events(limit: 1_000)
        #expect(Set(events.map(\.action)) == ["mcp suggest", "mcp search", "mcp similar_fans", "mcp sql"])
        #expect(events.allSatisfy { $0.who == "mcp" })
        let similar = Set(events.filter { $0.action == "mcp similar_fans" }.compactMap { $0.pair?.fanID })
        #expect(similar.count == 3 && similar.contains("a/b"))
        #expect(events.filter { $0.action == "mcp sql" }.map(\.details.rows) == [nil, 1])
    }

    @Test func nothingButTheProtocolComesOutWhateverGoesIn() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let lines: [(line: String, id: String?, code: Int?)] = [
            ("nonsense", "null", -32_700), ("[]", "null", -32_600), (#"{"jsonrpc":"1.0","id":1}"#, "null", -32_600),
            (#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2024-11-05"}}"#, "1", nil),
            (#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, nil, nil), ("", nil, nil),
            (#"{"jsonrpc":"2.0","id":"a\nb","method":"ping"}"#, "a\nb", nil),
            (#"{"jsonrpc":"2.0","id":2,"method":"none"}"#, "2", -32_601),
            (#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"rm"}}"#, "3", -32_602),
            (#"{"jsonrpc":"2.0","id":4,"method":"tools/call"}"#, "4", -32_602),
            (#"{"jsonrpc":"2.0","id":5,"method":"initialize","params":{"protocolVersion":"1999-01-01"}}"#, "5", nil),
            (
                #"{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"sql","arguments":{"query":"SELEC"}}}"#,
                "6", nil
            ),
        ]
        let output = try RapportBinary.run(
            ["--store", store, "mcp"], input: Data(lines.map { $0.line + "\n" }.joined().utf8))
        #expect(output.succeeded, "\(output.errorText)")
        let answers = String(decoding: output.standardOutput, as: UTF8.self).split(separator: "\n")
        let expected = lines.filter { $0.id != nil }
        try #require(answers.count == expected.count)
        for (answer, expected) in zip(answers, expected) {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any], "\(answer)")
            let id = object["id"].map { $0 is NSNull ? "null" : "\($0)" }
            #expect(object["jsonrpc"] as? String == "2.0" && id == expected.id, "\(answer)")
            #expect((object["error"] as? [String: Any])?["code"] as? Int == expected.code, "\(answer)")
            let result = object["result"] as? [String: Any]
            #expect((result == nil) == (expected.code != nil))
            switch id {
            case "1": #expect(result?["protocolVersion"] as? String == "2024-11-05")
            // The client decides whether it can live with what we offer.
            case "5": #expect(result?["protocolVersion"] as? String == "2025-11-25")
            case "6": #expect(result?["isError"] as? Bool == true)
            default: break
            }
        }
    }
}
