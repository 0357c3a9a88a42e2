import Embedding
import Foundation
import RapportCore
import TestSupport
import Testing

/// The tokenizer against Hugging Face's, which runs live, and against a fixture for machines without Python.
@Suite struct MiniLMTokenizerTests {
    private let tokenizer: BertTokenizer

    init() throws {
        let vocabulary = try Vocabulary(path: Self.vocabularyPath, expectedCount: 30_522)
        tokenizer = BertTokenizer(vocabulary: vocabulary)
    }

    private static var vocabularyPath: String { ModelFolder.standard.path + "/vocab.txt" }

    private static func fixture(_ name: String) -> URL {
        RepositoryRoot.file("Tests/EmbeddingTests/Fixtures/\(name)")
    }

    private static func reference(_ command: String, input: Data = Data()) throws -> Data {
        try PythonTools.run(
            script: fixture("reference_tokenizer.py"), arguments: [command, vocabularyPath], input: input
        ).standardOutput
    }

    @Test func fixtureTextsGiveTheReferenceTokens() throws {
        struct Item: Decodable {
            let text: String
            let ids: [Int32]
        }
        let items = try JSONDecoder().decode(
            [Item].self, from: Data(contentsOf: Self.fixture("tokenizer_fixture.json")))
        #expect(items.count >= 300)
        for item in items {
            #expect(tokenizer.sequence(item.text, window: .max) == item.ids, "\(item.text.debugDescription)")
        }
    }

    @Test func everyScalarIsCleanedSplitAndFoldedAsInTheReference() throws {
        let lines = try [UInt8](Self.reference("scalars")).split(separator: 0x0A, omittingEmptySubsequences: false)
        let scalars = (0...UInt32(0x10FFFF)).compactMap(Unicode.Scalar.init)
        try #require(lines.count == scalars.count + 1)
        var different: [String] = []
        for (scalar, line) in zip(scalars, lines) {
            // Letters of Unicode 17 have a lower case here and none in the reference; no word piece holds either.
            if let age = scalar.properties.age, age.major > 16 { continue }
            // Bytes, not strings: Swift takes strings of equal meaning for equal.
            let words = tokenizer.words("\(scalar)\u{302E}\(scalar)").joined(separator: " ").utf8
            if !words.elementsEqual(line) {
                let expected = String(decoding: line, as: UTF8.self).unicodeScalars.map { String($0.value, radix: 16) }
                different.append("\(String(scalar.value, radix: 16)) \(expected)")
            }
        }
        #expect(different.prefix(20) == [])
    }

    @Test(arguments: Seeds.list(3))
    func randomTextsGiveTheReferenceTokens(seed: UInt64) throws {
        var texts = RandomTexts(seed: seed)
        let samples = (0..<2_000).map { _ in texts.next() }
        var input = Data()
        for sample in samples { input += try JSONEncoder().encode(sample) + [0x0A] }
        let lines = try Self.reference("ids", input: input).split(separator: 0x0A)
        try #require(lines.count == samples.count)
        for (sample, line) in zip(samples, lines) {
            let expected = try JSONDecoder().decode([Int32].self, from: Data(line))
            let found = tokenizer.sequence(sample, window: .max)
            #expect(found == expected, "\(sample.unicodeScalars.map { String($0.value, radix: 16) })")
        }
    }

    @Test func truncationKeepsTheFirstTokensAndTheEnd() {
        let text = String(repeating: "hello there ", count: 300)
        let whole = tokenizer.sequence(text, window: .max)
        let cut = tokenizer.sequence(text, window: 256)
        #expect(whole.count == 602)
        #expect(cut == Array(whole[..<255]) + [102])
    }
}

/// Texts of all the kinds that tokenizers stumble over.
private struct RandomTexts {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let ranges: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0x20...0x7E, 0x61...0x7A, 0x61...0x7A, 0x00...0x1F, 0x7F...0xFF, 0x100...0x24F, 0x2B0...0x36F,
        0x300...0x362, 0x370...0x52F, 0x590...0x6FF, 0x900...0xDFF, 0xE00...0xFFF, 0x1100...0x11FF, 0x1E00...0x1FFF,
        0x2000...0x206F, 0x20A0...0x2BFF, 0x2E80...0x30FF, 0x3400...0x9FFF, 0xA000...0xABFF, 0xAC00...0xD7A3,
        0xE000...0xFAFF, 0xFB00...0xFFFF, 0x1_0000...0x1_FFFF, 0x1_F300...0x1_FAFF, 0x1_F600...0x1_F64F,
        0x2_0000...0x2_FFFF, 0x3_0000...0x10_FFFF,
    ]

    private static let oddities = [
        "[SEP]", "[CLS]", "[PAD]", "[UNK]", "[MASK]", "[sep]", "[[SEP]]", "[SEP", "İ", "ẞ", "ß", "ς", "Σ", "ΑΣ", "ſ",
        "ﬁ", "Å", "é", "e\u{301}\u{323}", "e\u{323}\u{0}\u{301}", "\u{302E}\u{300}", "\u{1D165}\u{1D16D}",
        "\u{FEFF}", "\u{200B}", "\u{200D}", "\u{FE0F}", "👨‍👩‍👧‍👦", "🇧🇷", "❤️", "👍🏽", "\u{0}", "\u{85}", "\u{A0}",
        "\u{1680}", "\u{2028}", "\u{3000}", "don't", "##ing", "...", "—", "can’t", "$5.00", "lol", "a\u{301}\u{345}",
        "각", "\u{1100}\u{1161}\u{11A8}", "\u{FFFD}", "\u{FFFF}", "\u{E000}", "x\u{300}\u{35F}\u{315}\u{302A}y",
    ]

    mutating func next() -> String {
        var text = String.UnicodeScalarView()
        let pieces = Int.random(in: 0...12, using: &generator)
        for _ in 0..<pieces {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...2: text += (Self.oddities.randomElement(using: &generator) ?? "").unicodeScalars
            case 3: text += String(repeating: "ab", count: Int.random(in: 45...55, using: &generator)).unicodeScalars
            case 4: text.append(" ")
            default: run(into: &text)
            }
        }
        return String(text)
    }

    private mutating func run(into text: inout String.UnicodeScalarView) {
        guard let range = Self.ranges.randomElement(using: &generator) else { return }
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) else { continue }
            text.append(scalar)
        }
    }
}
