import Foundation
import Workflow

/// What a message of the Model Context Protocol is called by: a number or a text; nil is none that could be read.
enum MCPID: Codable, Equatable {
    case number(Int64)
    case text(String)

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        }
    }
}

/// A request or a notification, without its parameters: they are read once it is known what is asked for.
struct MCPRequest: Decodable {
    var version: String
    /// Nil for a notification.
    var id: MCPID?
    /// Nil for an answer, which we ask for none.
    var method: String?

    enum CodingKeys: String, CodingKey {
        case id, method
        case version = "jsonrpc"
    }
}

/// The parameters of a request.
struct MCPParameters<Value: Decodable>: Decodable {
    var params: Value
}

/// An answer on one line: a result, or why there is none.
struct MCPAnswer<Content: Encodable>: Encodable {
    /// Null where the request had none that could be read.
    var id: MCPID?
    var key: Key
    var content: Content

    enum Key: String, CodingKey {
        case jsonrpc, id, result, error
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode("2.0", forKey: .jsonrpc)
        try object.encode(id, forKey: .id)
        try object.encode(content, forKey: key)
    }
}

/// Why a message got no result: an error of JSON-RPC 2.0.
struct MCPError: Error, Encodable {
    var code: Int
    var message: String

    static let notJSON = MCPError(code: -32_700, message: "the line is not JSON")
    static let notARequest = MCPError(code: -32_600, message: "the line is no request of JSON-RPC 2.0")
    static let unknownMethod = MCPError(code: -32_601, message: "there is no such method")
    static func parameters(_ detail: String) -> MCPError { MCPError(code: -32_602, message: detail) }

    func answer(to id: MCPID?) -> String {
        (try? JSONOutput.text(MCPAnswer(id: id, key: .error, content: self))) ?? ""
    }
}
