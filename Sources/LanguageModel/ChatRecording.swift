import Foundation
import RapportCore

/// A folder of answers of a language model, each in a file named by the hash of its request, so that a run can be
/// repeated without the model.
///
/// - Important: Answers quote and describe fans. Files and folder are readable by their owner alone.
public struct ChatRecording: Sendable {
    /// What the folder holds, in the folder and to whoever makes one.
    public static let warning =
        "the recording holds what the model answered about fans' private messages; keep it as you keep the logs"
    private static let manifestName = "recording.json"

    private struct Manifest: Codable {
        /// `ChatModel.identifier`.
        var model: String
        var warning: String
    }

    struct Entry: Codable {
        var requestHash: String
        var reply: String
        var finish: ChatReply.Finish
        var inputTokens: Int?
        var outputTokens: Int?
        var latencySeconds: Double

        enum CodingKeys: String, CodingKey {
            case reply, finish
            case requestHash = "request_hash"
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
            case latencySeconds = "latency_seconds"
        }
    }

    public let folder: String
    /// The model that answered.
    public let model: String

    /// Opens a recording to read it.
    ///
    /// - Throws: `LLMError.recording` where the folder holds none.
    public init(reading folder: String) throws(LLMError) {
        guard let data = FileManager.default.contents(atPath: folder + "/" + Self.manifestName) else {
            throw .recording(folder: folder, problem: "there is none; make one by setting RAPPORT_LLM_RECORD to it")
        }
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: data) else {
            throw .recording(folder: folder, problem: "its \(Self.manifestName) cannot be read; record anew")
        }
        self.init(folder: folder, model: manifest.model)
    }

    private init(folder: String, model: String) {
        self.folder = folder
        self.model = model
    }

    /// Makes a recording of a model's answers, or goes on with one.
    ///
    /// - Throws: `LLMError.recording` where the folder cannot be made or holds another model's answers.
    public init(writing folder: String, of model: String) throws(LLMError) {
        if FileManager.default.fileExists(atPath: folder + "/" + Self.manifestName) {
            try self.init(reading: folder)
            guard self.model == model else {
                throw .recording(
                    folder: folder, problem: "it is of \(self.model), not of \(model); name another folder")
            }
            return
        }
        self.init(folder: folder, model: model)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try write(Manifest(model: model, warning: Self.warning), to: Self.manifestName)
        } catch let error as LLMError {
            throw error
        } catch {
            throw .recording(folder: folder, problem: "the folder cannot be made; name another")
        }
    }

    /// The recorded answer.
    ///
    /// - Throws: `LLMError.recording` where the request is not in the recording, or its file is damaged.
    func reply(to request: ChatRequest) throws(LLMError) -> ChatReply {
        let hash = request.contentHash.hex
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(hash).json") else {
            throw .recording(
                folder: folder,
                problem: "request \(hash.prefix(12)) is not in it, so texts, settings or prompts have changed; "
                    + "record anew with RAPPORT_LLM_RECORD")
        }
        guard let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.requestHash == hash else {
            throw .recording(folder: folder, problem: "\(hash).json is damaged; record anew with RAPPORT_LLM_RECORD")
        }
        var usage: TokenUsage?
        if let input = entry.inputTokens, let output = entry.outputTokens {
            usage = TokenUsage(input: input, output: output)
        }
        return ChatReply(
            text: entry.reply, finish: entry.finish, usage: usage, latencySeconds: entry.latencySeconds)
    }

    /// Keeps an answer, in the place of an earlier one to the same request.
    ///
    /// - Throws: `LLMError.recording` where the file cannot be written.
    func record(_ reply: ChatReply, to request: ChatRequest) throws(LLMError) {
        let hash = request.contentHash.hex
        try write(
            Entry(
                requestHash: hash, reply: reply.text, finish: reply.finish, inputTokens: reply.usage?.input,
                outputTokens: reply.usage?.output, latencySeconds: reply.latencySeconds), to: "\(hash).json")
    }

    /// Aside first, so that a stop leaves no half file; never readable by others, not even for a moment.
    private func write(_ value: some Encodable, to name: String) throws(LLMError) {
        let path = "\(folder)/\(name)"
        let aside = "\(path).\(ProcessInfo.processInfo.processIdentifier).new"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        do {
            let data = try encoder.encode(value)
            let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try file.write(contentsOf: data)
            try file.close()
            guard rename(aside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw .recording(folder: folder, problem: "\(name) cannot be written; check the disk and its permissions")
        }
    }
}

/// Passes requests on to a model and keeps its answers.
public struct RecordingChatModel: ChatModel {
    private let model: any ChatModel
    private let recording: ChatRecording

    /// - Throws: `LLMError.recording` where `folder` cannot take the recording.
    public init(_ model: any ChatModel, folder: String) throws(LLMError) {
        self.model = model
        recording = try ChatRecording(writing: folder, of: model.identifier)
    }

    public var identifier: String { model.identifier }

    public func reply(_ request: ChatRequest) async throws -> ChatReply {
        let reply = try await model.reply(request)
        try recording.record(reply, to: request)
        return reply
    }
}

/// Answers from a recording, without a network.
public struct ReplayedChatModel: ChatModel {
    private let recording: ChatRecording

    public init(_ recording: ChatRecording) {
        self.recording = recording
    }

    /// That of the model that answered.
    public var identifier: String { recording.model }

    /// - Throws: `LLMError.recording` where the request is not in the recording.
    public func reply(_ request: ChatRequest) async throws -> ChatReply {
        try Task.checkCancellation()
        return try recording.reply(to: request)
    }
}

extension ChatReply.Finish: Codable {}
