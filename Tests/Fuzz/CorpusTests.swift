import Foundation
import TestSupport
import Testing

/// Replays what fuzzing found worth keeping.
@Suite struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases) func everyInputOfTheCorpusIsAnsweredRightly(target: FuzzTarget) throws {
        let inputs = try corpus(target)
        #expect(inputs.count >= 20)
        for (name, input) in inputs {
            do { try input.withUnsafeBytes { try target.run($0) } } catch {
                Issue.record("Corpus/\(target.rawValue)/\(name): \(error)")
            }
        }
    }

    /// As above, with small changes to the inputs: a fuzzer without its feedback.
    @Test(arguments: FuzzTarget.allCases, Seeds.list(2)) func soIsEveryInputNearIt(
        target: FuzzTarget, seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let inputs = try corpus(target).map(\.input)
        for _ in 0..<LongRun.rounds(normally: 2_000, long: 10_000) {
            var input = try #require(inputs.randomElement(using: &random))
            for _ in 0..<Int.random(in: 1...3, using: &random) { change(&input, inputs, &random) }
            do { try input.withUnsafeBytes { try target.run($0) } } catch {
                Issue.record("seed \(seed), input \(input.base64EncodedString()): \(error)")
            }
        }
    }

    private func change(_ input: inout Data, _ inputs: [Data], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0...input.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: input = input.prefix(place) + (inputs.randomElement(using: &random) ?? Data()).suffix(20)
        case 1: input.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 2 where place < input.count: input.remove(at: place)
        case 3 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        default: break
        }
        input = Data(input)
    }

    private func corpus(_ target: FuzzTarget) throws -> [(name: String, input: Data)] {
        let folder = RepositoryRoot.file("Tests/Fuzz/Corpus/\(target.rawValue)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, try Data(contentsOf: folder.appendingPathComponent(name)))
        }
    }
}
