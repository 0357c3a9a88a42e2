import Foundation
import RapportCore
import TestSupport
import Testing

struct BlankTests {
    @Test func everyScalarIsWhiteSpaceIffPythonSaysSo() throws {
        let code = "print(*[c for c in range(0x110000) if chr(c).isspace()])"
        let output = try PythonTools.run(code: code).text
        let expected = output.split(whereSeparator: \.isWhitespace).compactMap { UInt32($0) }
        let found = (UInt32(0)...0x10FFFF).filter { Unicode.Scalar($0).map(Blank.isBlank) ?? false }
        #expect(found == expected)
    }

    @Test func everyScalarsBytesAreJudgedAsTheScalarIs() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            if bytes.withUnsafeBytes({ Blank.isBlank($0) }) != Blank.isBlank(scalar) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test(arguments: Seeds.list(5))
    func bytesAreJudgedAsTheTextThatTheyDecodeTo(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces: [[UInt8]] = [
            [0x20], [0x1F], [0xC2, 0xA0], [0xC2, 0x85], [0xE3, 0x80, 0x80], [0xE2, 0x80, 0x8A], [0xE2, 0x81, 0x9F],
            [0xE1, 0x9A, 0x80], [0xE2, 0x80], [0xC2], [0xE2, 0x80, 0x8B], [0xE2, 0x20, 0x80], [0x80], [0x61],
        ]
        for _ in 0..<2_000 {
            // Mostly white space, or the first byte would decide nearly every case.
            let bytes = (0..<Int.random(in: 0...6, using: &generator)).flatMap { _ in
                pieces[Int.random(in: 0..<(Bool.random(using: &generator) ? 8 : pieces.count), using: &generator)]
            }
            #expect(
                bytes.withUnsafeBytes { Blank.isBlank($0) } == Blank.isBlank(String(decoding: bytes, as: UTF8.self)),
                "\(bytes)")
        }
    }

    @Test func trimsBothEndsAndNothingBetween() {
        #expect(Blank.trimmed(" \u{A0}\n hi  there\u{3000}\t") == "hi  there")
        #expect(Blank.trimmed("\u{2003}") == "")
        // Zero width space is no white space to Python.
        #expect(Blank.trimmed("\u{200B}") == "\u{200B}")
        // A combining mark stays with the blank that it sits on, which is then no blank end.
        #expect(Blank.trimmed("a \u{301}") == "a \u{301}")
    }

    @Test(arguments: Seeds.list(2))
    func trimsAsPythonDoes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [" ", "\u{1C}", "\u{85}", "\u{A0}", "\u{2028}", "\u{3000}", "a", "é", "\u{301}", "😀", "\u{200D}"]
        let texts = (0..<500).map { _ in
            (0..<8).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }
        let code = "import sys, json; print(json.dumps([t.strip() for t in json.load(sys.stdin)]))"
        let output = try PythonTools.run(code: code, input: JSONEncoder().encode(texts))
        let expected = try JSONDecoder().decode([String].self, from: output.standardOutput)
        #expect(texts.map { Array(Blank.trimmed($0).utf8) } == expected.map { Array($0.utf8) })
    }
}

struct HTMLEntitiesTests {
    /// Python knows all of HTML 5; its names that end in a semicolon and that HTML 4.01 has, and numbers.
    @Test func decodesAsPythonDoes() throws {
        let code = """
            import html, html.entities, json
            names = sorted(html.entities.name2codepoint) + ["apos"]
            # Python drops what the standard keeps: control characters and noncharacters.
            dropped = html._invalid_codepoints
            numbers = [n for n in list(range(0, 0x3000)) + [0xD800, 0xDFFF, 0x10FFFF, 0x110000, 10**9, 10**30]
                       if n not in dropped or n in html._invalid_charrefs]
            texts = [f"&{name};" for name in names]
            texts += [f"a&#{n};b" for n in numbers] + [f"&#x{n:x};" for n in numbers] + [f"&#X{n:X};" for n in numbers]
            texts += ["&amp;lt;", "&#0000000065;", "&&amp;&", "&amp;\\u0301", "\\u0600&amp;", "a &nosuchname; b",
                      "&;", "&#;", "&#x;", "&#xZ;", "&#-5;", "&#+5;", "& amp;", "&\\u0661;", "&#\\u0661;", "tom & jerry;"]
            print(json.dumps([texts, [html.unescape(t) for t in texts]]))
            """
        let output = try PythonTools.run(code: code)
        let decoded = try JSONDecoder().decode([[String]].self, from: output.standardOutput)
        for (text, expected) in zip(decoded[0], decoded[1]) {
            #expect(Array(HTMLEntities.decoded(text).unicodeScalars) == Array(expected.unicodeScalars), "\(text)")
        }
        #expect(decoded[0].count > 30_000)
    }

    @Test func leavesAloneWhatIsNoCompleteReference() {
        for text in ["", "plain", "rock & roll", "&amp", "&#65", "fish &chips; &Amp;"] {
            #expect(HTMLEntities.decoded(text) == text)
        }
    }

    @Test func decodesOnce() {
        #expect(HTMLEntities.decoded("&amp;amp;") == "&amp;")
    }
}

struct EmbeddedTextTests {
    @Test func aTranscriptHoldsTheNonBlankMessagesOneALine() {
        let exchanges = [
            (fan: " hi &amp; hello ", chatter: ""), (fan: "\u{A0}", chatter: "how was\r\nyour\n\nday?"),
            (fan: "long", chatter: "tell me"),
        ]
        #expect(
            EmbeddedText.transcript(exchanges)
                == "Fan: hi & hello\nChatter: how was your day?\nFan: long\nChatter: tell me")
    }

    @Test func nothingSaidIsAnEmptyTranscript() {
        #expect(EmbeddedText.transcript([(fan: " ", chatter: "&nbsp;")]) == "")
    }
}
