/// Words that decide what a sentence claims: how many, which way, how surely, of whom.
///
/// Words of one class may stand for each other; a word of none is free. A class ends at a comma or with
/// its line.
package enum ClaimWords {
    package enum Kind: Sendable { case number, polarity }

    /// Numbers and units.
    private static let numbers = """
        zero nil, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve dozen, thirteen, fourteen
        fifteen, sixteen, seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety
        hundred, thousand, million, billion, half halves, third, quarter fourth, fifth, tenth, first, second, once
        twice double doubled, triple tripled threefold, single, couple, several, percent percentage, point, usd dollar
        cent, times, fold, minute, hour hourly, o'clock, day daily, week weekly, month monthly, year yearly
        """

    private static let polarity = """
        more higher above beyond greater larger bigger exceed over, better, up
        increase increased rise rose risen grow grew gain extra
        less fewer lower below under smaller, worse, down
        decrease decreased fall fell fallen drop dropped decline shrink
        most highest largest greatest biggest top maximum, best
        least lowest fewest smallest minimum bottom, worst
        not no none never nothing nobody neither nor cannot without unable lack fail failed, hardly barely rarely
        show showed shown, suggest indicate, prove proved proven demonstrate reveal evidence confirm
        differ differed differing difference different vary, same equal equally alike similar identical
        chance luck lucky random randomly coincidence
        if suppose supposed supposition assume assumed assumption
        would, could might may can perhaps possibly, probably likely
        promise, expect expected expectation forecast predict
        will, must, always, certainly definitely clearly surely guarantee guaranteed
        significant significantly strong strongly, should ought recommend
        because cause caused due thank lead led drive drove driven therefore thus hence result effect so
        otherwise other else elsewhere except unless apart rest remaining
        than against compared versus vs relative opposed
        but although though however yet despite nevertheless
        before until previous earlier prior ago, after later since next follow followed following subsequent
        within, during while, last latest final
        unlock unlocked unlocking, lock locked, silent silence quiet, active
        answer answered reply replied respond responded, paid pay paying payer, bought buy buying buyer purchased
        sold sell, kept keep, lost lose, left leave
        all every each any, some, many much, few, only just merely even, both
        average mean averaged, median middle, total overall altogether
        usually often frequently typically, sometimes, seldom
        valuable worth value, new, enough sufficient, try test tried tested
        """

    private static let subjectWords = """
        pair, stage, cluster, fan customer user man men subscriber, offer, message, conversation chat, row
        revenue income money spending earning, profile, chatter, price, purchase, sale, tip, case, interval range
        experiment, arm
        """

    /// The first word of each class, by all of its words.
    private static func names(_ classes: String) -> [String: String] {
        var names: [String: String] = [:]
        for words in classes.split(whereSeparator: { $0 == "\n" || $0 == "," }) {
            let words = words.split(separator: " ").map(String.init)
            for word in words { names[word] = words[0] }
        }
        return names
    }

    private static let classes: [Kind: [String: String]] = [.number: names(numbers), .polarity: names(polarity)]
    private static let subjectClasses = names(subjectWords)

    /// The words of a text in lower case; an apostrophe may stand within one.
    package static func words(in text: String) -> [String] {
        text.lowercased().replacing("’", with: "'").split { !$0.isLetter && $0 != "'" }
            .map { $0.trimmingPrefix("'") }.map(String.init).filter { !$0.isEmpty }
    }

    /// The classes of a text's words that decide something, in order.
    static func claims(in text: String, _ kind: Kind) -> [String] {
        words(in: text).flatMap { word -> [String] in
            // "doesn't" and "can't" deny as "not" does.
            if word.hasSuffix("n't") { return kind == .polarity ? ["not"] : [] }
            return lookup(word, in: classes[kind] ?? [:]).map { [$0] } ?? []
        }
    }

    /// Whether a word says how many.
    package static func isNumber(_ word: String) -> Bool { lookup(word, in: classes[.number] ?? [:]) != nil }

    /// What is spoken of.
    static func subjects(in text: String) -> Set<String> { Set(words(in: text).compactMap(subject)) }

    static func subject(_ word: String) -> String? { lookup(word, in: subjectClasses) }

    /// Also for plurals and third persons, and their genitives.
    private static func lookup(_ word: String, in table: [String: String]) -> String? {
        var word = word
        if word.hasSuffix("'s") { word.removeLast(2) } else if word.hasSuffix("'") { word.removeLast() }
        if let found = table[word] { return found }
        guard word.hasSuffix("s") else { return nil }
        return table[String(word.dropLast())] ?? (word.hasSuffix("es") ? table[String(word.dropLast(2))] : nil)
    }
}
