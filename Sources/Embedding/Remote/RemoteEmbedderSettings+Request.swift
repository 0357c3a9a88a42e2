import ProviderHTTP
import RapportCore

extension RemoteEmbedderSettings {
    /// The body of `POST /embeddings`.
    ///
    /// Source: the API references of Voyage AI and of OpenAI, "Create embeddings".
    func requestBody(texts: [String], purpose: EmbeddingPurpose) -> JSONText {
        var members: [(key: String, value: JSONText)] = [
            ("model", .string(model)), ("input", .array(texts.map(JSONText.string))),
        ]
        switch provider {
        case .voyage:
            members.append(("input_type", .string(purpose.rawValue)))
            // Our count of tokens is an estimate: a text that is a little too long loses its end, not the whole run.
            members.append(("truncation", .bool(true)))
            if let requestedDimension { members.append(("output_dimension", .integer(requestedDimension))) }
        case .openai:
            members.append(("encoding_format", .string("float")))
            if let requestedDimension { members.append(("dimensions", .integer(requestedDimension))) }
        }
        return .object(members)
    }
}
