import Foundation
import RapportCore

/// Reads a message as the words that patterns know: written out, without disguise, and with typos in key words mended.
///
/// `1'm 15yo`, `k.i.l.l  mys3lf`, `suiicde` and `ＷｈａｔｓＡｐｐ` read as `i am 15 yo`, `kill myself`, `suicide` and
/// `whatsapp`.
struct GuardWords: Sendable {
    /// The numbers of the words that patterns name.
    let vocabulary: [String: Int32]
    private let corrections: SpellingCorrection
    private let readings = WordReadings()

    init(vocabulary words: Set<String>) {
        var vocabulary: [String: Int32] = [:]
        for (index, word) in words.sorted().enumerated() { vocabulary[word] = Int32(index) }
        self.vocabulary = vocabulary
        corrections = SpellingCorrection(words: words)
    }

    /// The words of a text.
    ///
    /// - Complexity: O(length).
    func words(of text: String) -> [GuardWord] {
        spellings(of: text).map { word in
            GuardWord(
                id: vocabulary[word.text] ?? GuardWord.unknown, number: word.number, startsSentence: word.startsSentence
            )
        }
    }

    /// Whether a message can hold a word of the vocabulary: short forms are written out and never seen.
    func canRead(_ word: String) -> Bool {
        let read = spellings(of: word)
        return read.count == 1 && read[0].text == word || Spellings.ordinals[word] != nil
    }

    /// A word written out, before it becomes a number of the vocabulary.
    struct Spelling: Equatable {
        var text: String
        var number: Int?
        var startsSentence: Bool
    }

    func spellings(of text: String) -> [Spelling] {
        let pieces = joinedLetters(TextPieces(PlainText.of(text)).pieces)
        var spellings: [Spelling] = []
        for piece in pieces {
            var starts = piece.startsSentence
            for (word, number) in written(piece) {
                spellings.append(Spelling(text: word, number: number, startsSentence: starts))
                starts = false
            }
        }
        return joinedNumbers(joinedHalves(withFutures(spellings)))
    }

    private func written(_ piece: TextPieces.Piece) -> [WordReadings.Reading] {
        switch piece.kind {
        case .mark(let name): return [(name, nil)]
        case .number(let value): return [(piece.text, value)]
        case .word: return readings.of(piece.text) { written($0) }
        }
    }

    /// A word as patterns name it; several where a short form stands for them.
    private func written(_ word: String) -> [(String, Int?)] {
        if let words = known(word) { return words }
        let bare = word.filter { $0 != "'" }
        if bare != word {
            if Spellings.expansions[bare] == nil, word.hasSuffix("'s") { return written(String(word.dropLast(2))) }
            return written(bare)
        }
        if let parts = numberAndUnit(word) { return parts }
        for plain in Self.undisguised(word) {
            if let words = known(plain) { return words }
        }
        if word.hasSuffix("$") { return written(String(word.dropLast())) }
        for limit in [2, 1] {
            if let words = known(Self.squeezed(word, to: limit)) { return words }
        }
        if CommonWords.contains(word) || Names.given.contains(word) || Names.places.contains(word) {
            return [(word, nil)]
        }
        return [
            (
                corrections.correction(of: word) ?? corrections.correction(of: Self.undisguised(word).first ?? "")
                    ?? word, nil
            )
        ]
    }

    private func known(_ word: String) -> [(String, Int?)]? {
        if let words = Spellings.contractions[word] { return words.map { ($0, nil) } }
        if let words = Spellings.expansions[word] { return words.map { ($0, nil) } }
        if let number = Spellings.numbers[word] { return [(word, number)] }
        if let number = Spellings.ordinals[word] { return [(word, number), ("th", nil)] }
        return vocabulary[word] == nil ? nil : [(word, nil)]
    }

    /// `15yo` as 15 and `yo`.
    private func numberAndUnit(_ word: String) -> [(String, Int?)]? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let unit = String(word.dropFirst(digits.count))
        guard let number = Int(digits), Spellings.units.contains(unit) else { return nil }
        return [(String(digits), number), (unit, nil)]
    }

    /// The readings of a word with digits and signs in the place of letters; none where it holds none.
    private static func undisguised(_ word: String) -> [String] {
        guard word.contains(where: { !$0.isLetter && $0 != "'" }), word.contains(where: \.isLetter) else { return [] }
        var readings = [""]
        for character in word {
            let letters = Spellings.disguises[character] ?? [character]
            // Two readings of `1` and `!`; more than one of them in a word is rare.
            let choices = readings.count > 4 ? Array(letters.prefix(1)) : letters
            if choices.isEmpty { continue }
            readings = readings.flatMap { reading in choices.map { reading + String($0) } }
        }
        return readings
    }

    private static func squeezed(_ word: String, to limit: Int) -> String {
        var result = ""
        var run = 0
        for letter in word {
            run = letter == result.last ? run + 1 : 1
            if run <= limit { result.append(letter) }
        }
        return result
    }

    // MARK: What was written apart

    /// `k i l l` and `k.i.l.l` as words.
    private func joinedLetters(_ pieces: [TextPieces.Piece]) -> [TextPieces.Piece] {
        var joined: [TextPieces.Piece] = []
        var run: [TextPieces.Piece] = []
        func flush() {
            // Two letters may be words: `i u`.
            if run.count >= 3 {
                let letters = run.map(\.text).joined()
                for (index, word) in parted(letters).enumerated() {
                    var piece = run[0]
                    piece.text = word
                    piece.startsSentence = run[0].startsSentence && index == 0
                    joined.append(piece)
                }
            } else {
                joined += run
            }
            run = []
        }
        for piece in pieces {
            if piece.kind == .word, piece.text.count == 1, run.isEmpty || !piece.startsSentence || piece.followsDot {
                run.append(piece)
            } else {
                flush()
                joined.append(piece)
            }
        }
        flush()
        return joined
    }

    /// Letters without blanks as the fewest known words; as one word where there is no such way.
    private func parted(_ letters: String) -> [String] {
        let letters = Array(letters)
        guard letters.count <= 60 else { return [String(letters)] }
        var best: [[String]?] = Array(repeating: nil, count: letters.count + 1)
        best[0] = []
        for end in 1...letters.count {
            for start in max(0, end - 14)..<end {
                let word = String(letters[start..<end])
                guard let before = best[start], end - start > 1 || word == "i" || word == "u",
                    known(word) != nil || end - start > 2 && CommonWords.contains(word)
                else { continue }
                if best[end].map({ before.count + 1 < $0.count }) ?? true { best[end] = before + [word] }
            }
        }
        return best[letters.count] ?? [String(letters)]
    }

    /// `ill be there` as `i will be there`: a verb follows that no sick person is.
    private func withFutures(_ words: [Spelling]) -> [Spelling] {
        guard words.contains(where: { $0.text == "ill" }) else { return words }
        var result: [Spelling] = []
        for (index, word) in words.enumerated() {
            if word.text == "ill", index + 1 < words.count, Spellings.verbs.contains(words[index + 1].text) {
                result.append(Spelling(text: "i", number: nil, startsSentence: word.startsSentence))
                result.append(Spelling(text: "will", number: nil, startsSentence: false))
            } else {
                result.append(word)
            }
        }
        return result
    }

    /// `what sapp` and `tele gram` as one word, where one of the halves is none.
    private func joinedHalves(_ words: [Spelling]) -> [Spelling] {
        var joined: [Spelling] = []
        for word in words {
            if let last = joined.last, !word.startsSentence, last.number == nil, word.number == nil,
                last.text.count + word.text.count >= 6, vocabulary[last.text] == nil || vocabulary[word.text] == nil,
                vocabulary[last.text + word.text] != nil,
                !CommonWords.contains(last.text) || !CommonWords.contains(word.text)
            {
                joined[joined.count - 1].text += word.text
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    /// `twenty one` as 21, and seven digits in words as a telephone number.
    private func joinedNumbers(_ words: [Spelling]) -> [Spelling] {
        var joined: [Spelling] = []
        for word in words {
            if let last = joined.last, let tens = last.number, let ones = word.number, !word.startsSentence,
                Spellings.numbers[last.text] != nil, Spellings.numbers[word.text] != nil, tens >= 20, tens % 10 == 0,
                (1...9).contains(ones)
            {
                joined[joined.count - 1].number = tens + ones
                // Not to be joined again.
                joined[joined.count - 1].text = String(tens + ones)
            } else {
                joined.append(word)
            }
        }
        return spokenTelephones(joined)
    }

    private func spokenTelephones(_ words: [Spelling]) -> [Spelling] {
        var result: [Spelling] = []
        var index = 0
        while index < words.count {
            let run = words[index...].prefix { word in
                word.number.map { (0...9).contains($0) } ?? (word.text == "oh")
            }
            if run.count >= 7 {
                result.append(Spelling(text: "<phone>", number: nil, startsSentence: words[index].startsSentence))
                index += run.count
            } else {
                result.append(words[index])
                index += 1
            }
        }
        return result
    }
}
