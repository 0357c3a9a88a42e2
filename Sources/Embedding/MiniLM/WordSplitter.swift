/// Splits text into the words that word pieces are cut from: cleans, spaces ideographs, decomposes and drops accents,
/// lower-cases, and splits at white space and punctuation, in one pass.
///
/// Equal to the reference's `BertNormalizer` followed by its `BertPreTokenizer`.
struct WordSplitter {
    /// UTF-8 of all words, one after the other.
    private(set) var bytes: [UInt8] = []
    /// Where each word ends in `bytes`.
    private(set) var ends: [Int] = []

    /// Marks that wait for their canonical order, which a following starter settles.
    private var marks: [(scalar: Unicode.Scalar, order: UInt8)] = []

    /// Adds the words of a text; the end of the text ends a word.
    ///
    /// - Parameter utf8: valid UTF-8.
    /// - Complexity: O(bytes), apart from the sorting of runs of combining marks.
    mutating func split(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.reserveCapacity(bytes.count + utf8.count)
        var position = 0
        while position < utf8.count {
            let byte = utf8[position]
            if byte < 0x80 {
                position += 1
                addASCII(byte)
            } else {
                let (scalar, length) = Self.scalar(in: utf8, at: position)
                position += length
                add(scalar)
            }
        }
        settleMarks()
        endWord()
    }

    /// Removes all words and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    // MARK: ASCII

    private mutating func addASCII(_ byte: UInt8) {
        let action = Self.asciiActions[Int(byte)]
        if action == Self.remove { return }
        if !marks.isEmpty { settleMarks() }
        switch action {
        case Self.blank: endWord()
        case Self.punctuation:
            endWord()
            bytes.append(byte)
            endWord()
        default: bytes.append(action)
        }
    }

    private static let remove: UInt8 = 0
    private static let blank: UInt8 = 1
    private static let punctuation: UInt8 = 2

    /// Per byte one of the three actions above, or the lower-case byte to append.
    private static let asciiActions: [UInt8] = (0..<128).map { value in
        switch UInt8(value) {
        case 0x09, 0x0A, 0x0D, 0x20: blank
        case 0...0x1F, 0x7F: remove
        case 0x30...0x39, 0x61...0x7A: UInt8(value)
        case 0x41...0x5A: UInt8(value) + 0x20
        default: punctuation
        }
    }

    // MARK: Beyond ASCII

    private mutating func add(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if BertUnicode.isRemoved(value) { return }
        if BertUnicode.isSpace(value) {
            settleMarks()
            endWord()
        } else if BertUnicode.isIdeograph(value) {
            settleMarks()
            endWord()
            addDecomposed(scalar)
            endWord()
        } else {
            addDecomposed(scalar)
        }
    }

    private mutating func addDecomposed(_ scalar: Unicode.Scalar) {
        guard BertUnicode.mayDecompose(scalar.value) else { return addOrdered(scalar) }
        for part in BertUnicode.decomposed(scalar) { addOrdered(part) }
    }

    /// Canonical ordering: marks wait, a starter settles them and goes on at once.
    private mutating func addOrdered(_ scalar: Unicode.Scalar) {
        let order = BertUnicode.combiningClass(scalar)
        if order == 0 {
            settleMarks()
            addNormal(scalar)
        } else {
            marks.append((scalar, order))
        }
    }

    private mutating func settleMarks() {
        if marks.isEmpty { return }
        // Stable, as canonical ordering demands: sorted by position within one class.
        let ordered = marks.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
        marks.removeAll(keepingCapacity: true)
        for mark in ordered { addNormal(mark.element.scalar) }
    }

    private mutating func addNormal(_ scalar: Unicode.Scalar) {
        if BertUnicode.isAccent(scalar) { return }
        if scalar.properties.changesWhenLowercased {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower) }
        } else {
            append(scalar)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            addASCII(UInt8(truncatingIfNeeded: scalar.value))
        } else if BertUnicode.isPunctuation(scalar) {
            endWord()
            bytes.append(contentsOf: scalar.utf8)
            endWord()
        } else {
            bytes.append(contentsOf: scalar.utf8)
        }
    }

    private mutating func endWord() {
        if bytes.count > ends.last ?? 0 { ends.append(bytes.count) }
    }

    /// Decodes one scalar of more than one byte.
    private static func scalar(
        in utf8: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (Unicode.Scalar, length: Int) {
        let lead = UInt32(utf8[position])
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = lead & (0x7F >> UInt32(length))
        for offset in 1..<length where position + offset < utf8.count {
            value = value << 6 | UInt32(utf8[position + offset] & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
