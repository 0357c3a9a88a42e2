import Profile
import RapportCore
import TestSupport
import Testing

/// How a fan writes, counted.
struct CommunicationTests {
    @Test func lengthsQuestionsAndEmojiAreCounted() {
        let pattern = CommunicationPattern(
            of: Speaking.history(["hi", "  how are you  ", "", "lol 😂", "what do you do for fun", "1 &amp; 2 ©"]))
        #expect(pattern.fanMessages == 5)
        #expect(pattern.medianLength == 7 && pattern.meanLength == (2 + 11 + 5 + 22 + 7) / 5.0)
        #expect(pattern.emojiRate == 0.2)
        #expect(pattern.questionRate == 0.4)
        #expect(pattern.evidence == [101, 103, 104])
    }

    @Test func aFanWithoutMessagesHasNoRates() {
        let pattern = CommunicationPattern(of: Speaking.history(["", "  "]))
        #expect(pattern.fanMessages == 0 && pattern.medianLength == 0 && pattern.emojiRate == 0)
        #expect(pattern.initiative == 0 && pattern.languages.isEmpty && pattern.evidence.isEmpty)
    }

    @Test func initiativeIsTheShareOfConversationsThatHeBegan() {
        var history = Speaking.history(["hi", "there", "", "hey", "", ""])
        for (index, conversation) in ["a", "a", "b", "b", "c", "c"].enumerated() {
            history.entries[index].conversationID = conversation
        }
        #expect(CommunicationPattern(of: history).initiative == 1.0 / 3)
    }

    @Test func hoursAreThoseOfUTCAlsoBefore1970() {
        var history = Speaking.history(["a", "b", "c"])
        let hour: Int64 = 3_600_000_000_000
        for (index, time) in [Int64(0), 5 * hour + 1, -1].enumerated() {
            history.entries[index].row.datetime = Timestamp(nanoseconds: time)
        }
        let hours = CommunicationPattern(of: history).messagesByHour
        #expect(hours[0] == 1 && hours[5] == 1 && hours[23] == 1 && hours.reduce(0, +) == 3)
    }

    static let languages: [(String, String?)] = [
        ("hey how are you doing today my love", "en"), ("i dont know what to say", "en"),
        ("hola como estas mi amor, que haces hoy", "es"), ("bonjour ma belle, tu es où ce soir pour moi", "fr"),
        ("guten morgen, was machst du heute?", "de"), ("ciao bella, come stai? sono a casa con il cane", "it"),
        ("oi, tudo bem com você? estou em casa hoje", "pt"), ("goedemorgen, hoe gaat het met jou", "nl"),
        ("dzień dobry, jak się masz? bardzo tęsknię", "pl"), ("ok", nil), ("😂😂", nil), ("xoxo xoxo", nil),
        ("привет как дела что ты делаешь", nil), ("la la la", nil), ("pizza pasta lasagna", nil),
    ]

    @Test(arguments: languages) func theLanguageIsToldOrNothingIsSaid(message: String, language: String?) {
        let shares = CommunicationPattern(of: Speaking.history([message])).languages
        #expect(shares.map(\.language) == (language.map { [$0] } ?? []))
    }

    @Test func severalLanguagesShareTheMessagesThatCouldBeTold() {
        let pattern = CommunicationPattern(
            of: Speaking.history([
                "how are you my dear", "what do you like to do", "where are you from", "hola que tal estas mi amor",
                "ok",
            ]))
        #expect(pattern.languages == [.init(language: "en", share: 0.75), .init(language: "es", share: 0.25)])
        #expect(pattern.evidence.contains(103))
    }

    @Test(arguments: [
        ("👍", true), ("❤️", true), ("🇩🇪", true), ("1️⃣", true), ("👩‍🚀", true), ("7", false), ("©", false), ("é", false),
    ])
    func anEmojiIsWhatUnicodeShowsAsOne(text: String, isEmoji: Bool) {
        #expect(Emoji.occurs(in: text) == isEmoji)
    }
}
