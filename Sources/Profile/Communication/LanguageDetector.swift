/// Tells in which of eight languages a message is written, from its commonest words and letters; says nothing where it
/// cannot tell.
///
/// Chat is short, so the small words decide: they are frequent, and few of them are shared. A word that several
/// languages have counts for each of them by its share. Letters that only one of them writes count as a word.
enum LanguageDetector {
    /// Weight that a language must gather: two words of its own, or more that it shares.
    private static let leastScore = 2.0
    /// How far it must lead the next.
    private static let leastLead = 1.5
    /// Share of the words that must speak for it, so that a borrowed phrase does not name the message.
    private static let leastCoverage = 0.25

    /// ISO 639-1 of the language; nil where there is too little to tell, or it is none of the eight.
    static func language(of text: String) -> String? {
        let words = words(of: text)
        guard words.count >= 2 else { return nil }
        var scores: [String: Double] = [:]
        var hits: [String: Int] = [:]
        for word in words {
            var languages = languagesOfWord[word] ?? []
            if languages.isEmpty {
                languages = word.unicodeScalars.lazy.compactMap { languagesOfLetter[$0] }.first ?? []
            }
            for language in languages {
                scores[language, default: 0] += 1 / Double(languages.count)
                hits[language, default: 0] += 1
            }
        }
        let ranked = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let best = ranked.first, best.value >= leastScore,
            Double(hits[best.key] ?? 0) >= leastCoverage * Double(words.count),
            ranked.dropFirst().allSatisfy({ best.value >= $0.value * leastLead })
        else { return nil }
        return best.key
    }

    private static func words(of text: String) -> [String] {
        // Apostrophes fall away, as they do in chat: `don't` and `dont` are one word.
        text.lowercased().filter { $0 != "'" && $0 != "\u{2019}" }.split { !$0.isLetter }.map(String.init)
    }

    private static let languagesOfWord: [String: [String]] = {
        var languages: [String: [String]] = [:]
        for (language, words) in commonWords.sorted(by: { $0.key < $1.key }) {
            for word in words.split(separator: " ") { languages[String(word), default: []].append(language) }
        }
        return languages
    }()

    private static let languagesOfLetter: [Unicode.Scalar: [String]] = [
        "ñ": ["es"], "¿": ["es"], "¡": ["es"], "ã": ["pt"], "õ": ["pt"], "ß": ["de"], "ä": ["de"], "ö": ["de"],
        "ü": ["de"], "ł": ["pl"], "ż": ["pl"], "ś": ["pl"], "ć": ["pl"], "ń": ["pl"], "ę": ["pl"], "ą": ["pl"],
        "ź": ["pl"], "œ": ["fr"], "ê": ["fr", "pt"], "ç": ["fr", "pt"], "è": ["fr", "it"], "ì": ["it"], "ò": ["it"],
    ]

    private static let commonWords: [String: String] = [
        "en": """
        the and you i im is are was were to of in it that this my your me for with on at what how do does did have \
        has had be been not dont cant wont just so but they we he she his her if or from would could will can when \
        where who why about there their then than too very really good morning night love like want know think \
        u ur its thats youre hey hello today going get got make see some any all one out up
        """,
        "es": """
        el la los las un una de que y en es no por con para como pero mas muy me te se lo le su mi tu yo eres soy \
        estoy esta estas hola gracias quiero tengo tienes hacer bien buenos buenas dias noches amor cuando donde \
        porque si del al hay hoy todo
        """,
        "pt": """
        o a os as um uma de que e em no na nao por com para como mas muito me te se meu minha teu voce eu sou \
        estou esta oi ola obrigado obrigada quero tenho tem fazer bem bom boa dia noite amor quando onde porque \
        sim do da hoje tudo
        """,
        "fr": """
        le la les un une des de du que et en est pas pour avec comme mais plus tres je tu il elle nous vous mon ma \
        mes ton ta suis es jai tas bonjour salut merci veux bien bon bonne nuit amour quand ou parce oui non \
        aujourdhui tout moi toi cest
        """,
        "it": """
        il lo la gli le un una di che e in non per con come ma piu molto mi ti si io tu sono sei ho hai ciao grazie \
        voglio fare bene buongiorno buonanotte amore quando dove perche anche oggi tutto della questo mio mia
        """,
        "de": """
        der die das ein eine und ich du er sie wir ihr ist bin bist sind nicht mit auf fur zu von im am was wie wo \
        wenn aber auch sehr mein meine dein deine mir dir mich dich hallo danke guten gut morgen nacht liebe heute \
        habe hast haben kann will noch schon
        """,
        "nl": """
        de het een en ik jij je hij zij wij is ben bent zijn niet met op voor te van in wat hoe waar als maar ook \
        heel mijn jouw mij jou hallo dank goed goede goedemorgen nacht liefde vandaag heb hebt hebben kan wil nog \
        lekker ja nee
        """,
        "pl": """
        i w na nie sie jest jestem to do ze z o jak ale co czy tak bardzo moj moja twoj ja ty mi ci mnie ciebie \
        czesc dziekuje chce mam masz dobrze dobry dzien noc kocham kiedy gdzie dzisiaj wszystko dla juz tylko
        """,
    ]
}
