import RapportCore
import Retrieval
import Testing

/// What came from one fan's conversation and may not be written to another.
@Suite struct LeakGuardTests {
    private let bare = LeakGuard(ownTexts: ["do you like sailing?"], pair: nil, modelName: nil, people: ["zorbin"])

    @Test(arguments: [
        "hey babe, how was your day?", "Aww you're so sweet 😘 Tell me more", "Good Morning Handsome!!",
        "OMG I love that",
        "hahaha stop it, you're making me blush <3", "I'm just chilling at home rn, wbu?",
        "mmm I would love to go with you",
        "Honestly, that sounds amazing! What do you do?", "one more and you two are done",
        "Sooo happy you wrote, daddy",
        "I'll wait for you. Promise!", "haha yes, I’d love it", "do you like sailing?",
        "hey cutie 😏 what are you up to",
    ])
    func everydayRepliesPass(reply: String) {
        #expect(bare.fault(in: reply) == nil)
    }

    @Test(arguments: [
        "hey tom, how are you", "haha Marcus you are so funny", "i miss you zorbin", "ZORBIN come here",
        "Thank you Kwame!",
        "hey kwame", "good to see you, kwame!", "Kwame, stop it", "say hi to jennifer for me", "how was Denver",
        "denver must be cold now", "my dear Quentin you are sweet", "i know Will would love it", "Michael's the best",
        "tell José i said hi", "what a day, Björk", "hey, kwame how are you", "i miss you kwame", "thank you, kwame 😘",
    ])
    func namesDoNot(reply: String) {
        #expect(bare.fault(in: reply) == .name)
    }

    @Test(arguments: [
        "call me at 555-1234", "it's 25 for you", "unlock it for $", "only twenty for you", "see you on friday",
        "my number is five five five one two", "meet me in june", "see you at ８", "born in ١٩٩٠", "back in May",
        "it costs 3️⃣0️⃣ babe", "that is fifty bucks",
    ])
    func numbersDoNot(reply: String) {
        #expect(bare.fault(in: reply) == .number)
    }

    @Test(arguments: [
        "write me on telegram", "my snap is sweet_girl", "find me at @sweetgirl", "look at https://x.y",
        "go to mysite.com",
    ])
    func waysToReachSomebodyDoNot(reply: String) {
        #expect(bare.fault(in: reply) == .contact)
    }

    @Test func theNameOfTheSourceFanIsFoundInAnyForm() {
        for name in ["Tommy_88123", "TOMMY_1", "A.tommy.c_693154", "BigTommy99"] {
            let names = Set(PersonName.words(ofFanID: name))
            for reply in ["i like tommy a lot", "i like Tom a lot", "TOMMY!!", "you are my tommy's"] {
                #expect(bare.fault(in: reply, sourceNames: names) == .name, "\(name): \(reply)")
            }
        }
    }

    @Test func aFanWhoGoesByAnEverydayWordIsAName() {
        let names = Set(PersonName.words(ofFanID: "Will_204170"))
        #expect(bare.fault(in: "hey will, come here", sourceNames: names) == .name)
        #expect(bare.fault(in: "i think will is sweet, Will", sourceNames: names) == .name)
        #expect(bare.fault(in: "i will wait for you", sourceNames: names) == nil)
        #expect(bare.fault(in: "Will you come?", sourceNames: names) == nil)
    }

    @Test func whatTheFanSaidHimselfPasses() {
        let own = LeakGuard(
            ownTexts: ["I'm Marcus from Denver, are you free at 8?"],
            pair: PairID(fanID: "Quentin_5", modelName: "Bella"), modelName: nil, people: ["bella", "quentin"])
        for reply in ["hey Marcus, how is Denver", "yes at 8", "hey quentin", "it's Bella 😘"] {
            #expect(own.fault(in: reply) == nil, "\(reply)")
        }
        #expect(own.fault(in: "yes at 9") == .number)
        #expect(own.fault(in: "hey Bruno") == .name)
    }

    @Test(arguments: [
        ("hi i'm zorbin", ["zorbin"]), ("my name is Kwame btw", ["kwame"]), ("call me buck, or else", []),
        ("im so tired", []), ("Kwame here", ["kwame"]),
    ])
    func introductionsAreUnderstood(text: String, names: [String]) {
        #expect(PersonName.introduced(in: text).subtracting(["buck"]) == Set(names))
    }
}
