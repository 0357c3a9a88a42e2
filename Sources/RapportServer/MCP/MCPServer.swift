import Foundation
import RapportCore
import Retrieval
import Store
import Workflow

/// The Model Context Protocol over lines: what a language model's client may ask of the store.
///
/// Source: modelcontextprotocol.io, revisions of 2024-11-05 to 2025-11-25.
public struct MCPServer: Sendable {
    /// Newest first.
    private static let revisions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    private let workspace: Workspace
    private let console: QueryConsole
    private let access: AccessStore
    private let version: String
    private let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - version: of the program.
    ///   - now: the wall clock.
    /// - Throws: `StoreError` where the audit cannot be opened.
    public init(workspace: Workspace, version: String, now: @escaping @Sendable () -> Timestamp) throws {
        self.workspace = workspace
        self.version = version
        self.now = now
        access = try AccessStore(folder: workspace.store.folder)
        console = QueryConsole(workspace)
    }

    /// The answer to one message, on one line; nil where it asks for none.
    ///
    /// Never throws: what went wrong is an answer too. An error of a tool is a result, so that the language model reads
    /// it and may ask otherwise.
    public func answer(to line: String) async -> String? {
        let data = Data(line.utf8)
        guard (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil else {
            return MCPError.notJSON.answer(to: nil)
        }
        guard let request = try? JSONDecoder().decode(MCPRequest.self, from: data), request.version == "2.0" else {
            return MCPError.notARequest.answer(to: nil)
        }
        guard let method = request.method, let id = request.id else { return nil }
        do {
            return try await result(of: method, data, id)
        } catch let error as MCPError {
            return error.answer(to: id)
        } catch {
            return MCPError(code: -32_603, message: Problem(error).detail).answer(to: id)
        }
    }

    private func result(of method: String, _ data: Data, _ id: MCPID) async throws -> String {
        func answer(_ result: some Encodable) throws -> String {
            try JSONOutput.text(MCPAnswer(id: id, key: .result, content: result))
        }
        switch method {
        case "initialize":
            let asked = try parameters(Greeting.self, data).protocolVersion
            return try answer(
                Welcome(
                    protocolVersion: Self.revisions.contains(asked) ? asked : Self.revisions[0], capabilities: .init(),
                    serverInfo: .init(name: "rapport", version: version)))
        case "ping": return try answer([String: String]())
        case "tools/list": return try answer(["tools": MCPTool.all])
        case "tools/call":
            let name = try parameters(Call.self, data).name
            guard let tool = MCPTool.Name(rawValue: name) else {
                throw MCPError.parameters("there is no tool of that name; tools/list has them")
            }
            do {
                return try answer(ToolResult(text: try await call(tool, data), isError: false))
            } catch {
                return try answer(ToolResult(text: Problem(error).detail, isError: true))
            }
        default: throw MCPError.unknownMethod
        }
    }

    private func call(_ tool: MCPTool.Name, _ data: Data) async throws -> String {
        let retriever = workspace.retriever
        switch tool {
        case .suggest:
            let question = try arguments(SuggestBody.self, data).request()
            let answer = try await retriever.suggest(question) { event in
                // Before a language model gets to see anything of them.
                if case .retrieved(let opening) = event {
                    try note(tool, opening.pairs(of: question, in: workspace.store))
                }
            }
            return try JSONOutput.text(answer)
        case .search:
            let answer = try await retriever.search(arguments(SearchBody.self, data).request())
            try note(tool, answer.pairs)
            return try JSONOutput.text(answer)
        case .similarFans:
            let question = try arguments(SimilarArguments.self, data).request()
            let answer = try await retriever.similar(question)
            try note(tool, answer.pairs(of: question))
            return try JSONOutput.text(answer)
        case .sql:
            let query = try arguments(SQLBody.self, data).query
            let answer = try await console.answer(to: query) { pairs, details in try note(tool, pairs, details) }
            return try JSONOutput.text(SQLAnswerJSON(answer))
        }
    }

    /// Notes in the audit whom an answer is about, before it goes.
    private func note(_ tool: MCPTool.Name, _ pairs: [PairID], _ details: AuditDetails = AuditDetails()) throws {
        try access.note(
            AuditEvent(at: now(), who: "mcp", action: "mcp \(tool.rawValue)", details: details), about: pairs)
    }

    private func parameters<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> Value {
        do { return try JSONDecoder().decode(MCPParameters<Value>.self, from: data).params } catch {
            throw MCPError.parameters("the parameters are not those of this method")
        }
    }

    /// - Throws: `Problem`, which names the argument.
    private func arguments<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> Value {
        try APIRoutes.decode(MCPParameters<Arguments<Value>>.self, from: data).params.arguments
    }

    private struct Arguments<Value: Decodable>: Decodable {
        var arguments: Value
    }

    private struct Call: Decodable {
        var name: String
    }

    private struct Greeting: Decodable {
        var protocolVersion: String
    }

    private struct Welcome: Encodable {
        struct Capabilities: Encodable {
            var tools = [String: String]()
        }

        struct Program: Encodable {
            var name: String
            var version: String
        }

        var protocolVersion: String
        var capabilities: Capabilities
        var serverInfo: Program
    }

    private struct ToolResult: Encodable {
        struct Content: Encodable {
            var type = "text"
            var text: String
        }

        var content: [Content]
        var isError: Bool

        init(text: String, isError: Bool) {
            content = [Content(text: text)]
            self.isError = isError
        }
    }
}
