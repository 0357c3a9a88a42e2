import Embedding
import Foundation
import TestSupport
import Testing

/// Finding and reading the model's files, whole and damaged.
@Suite struct MiniLMModelFilesTests {
    @Test func theFolderComesFromTheEnvironment() {
        #expect(ModelFolder(environment: ["RAPPORT_MODEL_DIR": "/m", "HOME": "/h"]).path == "/m")
        #expect(
            ModelFolder(environment: ["XDG_CACHE_HOME": "/c", "HOME": "/h"]).path
                == "/c/rapport/models/all-MiniLM-L6-v2")
        #expect(
            ModelFolder(environment: ["RAPPORT_MODEL_DIR": "", "HOME": "/h"]).path
                == "/h/.cache/rapport/models/all-MiniLM-L6-v2")
    }

    @Test func aMissingModelSaysHowToGetIt() {
        let error = #expect(throws: ModelError.self) { try MiniLMEmbedder(folder: ModelFolder(path: "/nowhere")) }
        #expect(
            error?.message == """
                The embedding model lacks /nowhere/model.safetensors; run ./rapport demo to fetch the model, or set \
                RAPPORT_MODEL_DIR to its folder
                """)
    }

    @Test func weightsOfAnotherSizeAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("short", to: "model.safetensors")
        try folder.write("[PAD]", to: "vocab.txt")
        let path = folder.url.path
        #expect(throws: ModelError.wrongSize(path: path + "/model.safetensors", expected: 90_868_376, found: 5)) {
            try MiniLMEmbedder(folder: ModelFolder(path: path))
        }
    }

    @Test func aVocabularyOfAnotherSizeIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("[PAD]\n[UNK]\n", to: "vocab.txt").path
        let error = #expect(throws: ModelError.self) { try Vocabulary(path: path, expectedCount: 30_522) }
        #expect(error == .wrongVocabulary(path: path, problem: "2 tokens where there should be 30522"))
    }

    // MARK: Safetensors

    private func file(header: String, data: [UInt8] = [], declaredLength: UInt64? = nil) -> [UInt8] {
        let length = declaredLength ?? UInt64(header.utf8.count)
        return withUnsafeBytes(of: length.littleEndian) { Array($0) } + Array(header.utf8) + data
    }

    private func parse(_ bytes: [UInt8]) throws -> SafetensorsHeader {
        try bytes.withUnsafeBytes { try SafetensorsHeader(parsing: $0, path: "w") }
    }

    private static let good = #"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#

    @Test func tensorsAreFoundWithTheirBytes() throws {
        let bytes = file(header: Self.good, data: Array(repeating: 0, count: 8))
        let start = 8 + Self.good.utf8.count
        let tensors = try parse(bytes).tensors
        #expect(tensors.keys.sorted() == ["a"])
        #expect(tensors["a"]?.dtype == "F32")
        #expect(tensors["a"]?.shape == [2])
        #expect(tensors["a"]?.bytes == start..<start + 8)
    }

    @Test(arguments: [
        "", "{", "[]", "null", #"{"a":1}"#, #"{"a":{"dtype":"F32","shape":[2]}}"#,
        #"{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#,
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[9223372036854775807,9223372036854775807]}}"#,
        #"{"a":{"dtype":"F32","shape":[1e400],"data_offsets":[0,8]}}"#,
        #"{"__metadata__":[[1]],"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
    ])
    func inconsistentHeadersAreRefused(header: String) {
        #expect(throws: ModelError.self) { try parse(file(header: header, data: Array(repeating: 0, count: 8))) }
    }

    @Test(arguments: [9, 100_000_001, UInt64(1) << 60, .max])
    func lengthsBeyondTheFileAreRefused(length: UInt64) {
        #expect(throws: ModelError.self) { try parse(file(header: "{}", declaredLength: length)) }
    }

    @Test func deepNestingIsRefusedWithoutACrash() {
        let deep = String(repeating: "[", count: 200_000)
        #expect(throws: ModelError.self) { try parse(file(header: #"{"a":"# + deep)) }
    }

    @Test(arguments: Seeds.list(3))
    func damagedBytesNeverCrash(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let whole = file(header: Self.good, data: Array(repeating: 0, count: 8))
        for _ in 0..<500 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &generator)))
            for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            guard let header = try? parse(bytes) else { continue }
            #expect(header.tensors.values.allSatisfy { $0.bytes.upperBound <= bytes.count })
        }
    }

    @Test func aTensorOfAnotherShapeIsNamed() throws {
        let folder = try TemporaryFolder()
        // Padded to a multiple of 8, as the format's writers do.
        let header = Self.good.padding(toLength: (Self.good.utf8.count + 7) / 8 * 8, withPad: " ", startingAt: 0)
        let bytes = file(header: header, data: Array(repeating: 0, count: 8))
        let weights = try SafetensorsFile(path: folder.write(Data(bytes), to: "w").path)
        #expect(try weights.floats("a", shape: [2]).array == [0, 0])
        let error = #expect(throws: ModelError.self) { try weights.floats("a", shape: [3]) }
        #expect(error?.message.contains("tensor a should be F32 [3] and is F32 [2]") == true)
        #expect(throws: ModelError.self) { try weights.floats("b", shape: [2]) }
    }
}
