import Foundation
import LanguageModel
import TestSupport
import Testing

@Suite struct ChatRecordingTests {
    private struct Counting: ChatModel {
        let identifier: String
        func reply(_ request: ChatRequest) async throws -> ChatReply {
            ChatReply(
                text: "about \(request.messages.count) messages", finish: .length,
                usage: TokenUsage(input: 3, output: 4), latencySeconds: 1.5)
        }
    }

    private let request = ChatRequest(messages: [ChatMessage(.user, "hello, M4RK")], temperature: 0.5, maxTokens: 9)

    @Test func whatWasRecordedIsReplayedWithoutTheModel() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("recording").path
        let recorded = try await RecordingChatModel(Counting(identifier: "a:b:c"), folder: path).reply(request)
        let replayed = ReplayedChatModel(try ChatRecording(reading: path))
        #expect(replayed.identifier == "a:b:c")
        #expect(try await replayed.reply(request) == recorded)
    }

    @Test func onlyTheOwnerMayReadARecordingAndItSaysWhatItHolds() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("recording").path
        _ = try await RecordingChatModel(Counting(identifier: "a:b:c"), folder: path).reply(request)
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names.count == 2)
        for name in names + ["."] {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? Int
            #expect(mode == (name == "." ? 0o700 : 0o600))
        }
        let manifest = try String(contentsOfFile: path + "/recording.json", encoding: .utf8)
        #expect(manifest.contains("fans' private messages"))
        // The request is known by its hash alone.
        for name in names {
            #expect(!(try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)).contains("hello, M4RK"))
        }
    }

    @Test func aRequestThatIsNotInTheRecordingSaysSo() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("recording").path
        _ = try await RecordingChatModel(Counting(identifier: "a:b:c"), folder: path).reply(request)
        let replayed = ReplayedChatModel(try ChatRecording(reading: path))
        for change in [
            { $0.messages[0].text += "!" }, { $0.temperature = nil }, { $0.maxTokens = 10 }, { $0.seed = 1 },
            { $0.messages.append(ChatMessage(.assistant, "")) },
        ] as [(inout ChatRequest) -> Void] {
            var changed = request
            change(&changed)
            let error = await #expect(throws: LLMError.self) { try await replayed.reply(changed) }
            #expect(
                error?.message
                    == "the recording of LLM replies in \(path) cannot be used: request "
                    + "\(changed.contentHash.hex.prefix(12)) is not in it, so texts, settings or prompts have changed; "
                    + "record anew with RAPPORT_LLM_RECORD")
        }
    }

    @Test func requestsThatDifferInTheMarkAloneAreOne() async throws {
        var marked = request
        marked.mark = "M4RK"
        var other = ChatRequest(messages: [ChatMessage(.user, "hello, K4RM")], temperature: 0.5, maxTokens: 9)
        #expect(other.contentHash != marked.contentHash)
        other.mark = "K4RM"
        #expect(other.contentHash == marked.contentHash)
        other.messages[0].text += "?"
        #expect(other.contentHash != marked.contentHash)
    }

    @Test func aFolderWithoutARecordingAndOneOfAnotherModelAreRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("recording").path
        #expect(throws: LLMError.self) { try ChatRecording(reading: path) }
        _ = try RecordingChatModel(Counting(identifier: "a:b:c"), folder: path)
        let error = #expect(throws: LLMError.self) {
            try RecordingChatModel(Counting(identifier: "x:y:z"), folder: path)
        }
        #expect(error?.message.hasSuffix("it is of a:b:c, not of x:y:z; name another folder") == true)
        try folder.write("{", to: "recording/recording.json")
        #expect(throws: LLMError.self) { try ChatRecording(reading: path) }
    }
}
