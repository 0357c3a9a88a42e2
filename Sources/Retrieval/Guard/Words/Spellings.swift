/// How words are written in chats, and what they stand for.
enum Spellings {
    /// Short forms written out, so that patterns name one form alone. Apostrophes are left out of the keys.
    static let expansions: [String: [String]] = {
        var all: [String: [String]] = [:]
        for line in table.split(separator: "\n") {
            let sides = line.split(separator: "=")
            guard sides.count == 2 else { continue }
            for short in sides[0].split(separator: " ") {
                all[String(short)] = sides[1].split(separator: " ").map(String.init)
            }
        }
        return all
    }()

    /// Written without their apostrophe these are words of their own: `ill`, `well`, `hell`, `shell`, `were`, `id`,
    /// `wed`, `shed`.
    static let contractions: [String: [String]] = [
        "i'll": ["i", "will"], "we'll": ["we", "will"], "he'll": ["he", "will"], "she'll": ["she", "will"],
        "we're": ["we", "are"], "i'd": ["i", "would"], "we'd": ["we", "would"], "she'd": ["she", "would"],
        "he'd": ["he", "would"],
    ]

    private static let table = """
        im i'm = i am
        iam = i am
        ive = i have
        ima imma = i am going to
        youre ur'e = you are
        u ya yu yew = you
        ur = your
        urself yourslef = yourself
        mysel mysef myslef meself = myself
        youve = you have
        youll ull = you will
        youd = you would
        theyre = they are
        theyll = they will
        theyve = they have
        itll = it will
        its = it is
        thats thts = that is
        theres = there is
        heres = here is
        whats wats wuts = what is
        wheres wheres = where is
        whos = who is
        hows = how is
        hes = he is
        shes = she is
        lets = let us
        dont dnt donot = do not
        doesnt = does not
        didnt = did not
        isnt = is not
        arent = are not
        aint = is not
        wasnt = was not
        werent = were not
        cant cannot = can not
        couldnt = could not
        wont = will not
        wouldnt = would not
        shouldnt = should not
        havent = have not
        hasnt = has not
        hadnt = had not
        mustnt = must not
        neednt = need not
        gonna gunna gona goin = going to
        finna = going to
        wanna wana = want to
        gotta gota = got to
        hafta = have to
        needa = need to
        tryna = trying to
        lemme = let me
        gimme = give me
        outta = out of
        kinda = kind of
        dunno idk = do not know
        wouldve = would have
        couldve = could have
        shouldve = should have
        r = are
        n nd = and
        b4 = before
        2day = today
        2nite tonite tnite = tonight
        2moro 2morrow tmrw tmr tomoz tomorow = tomorrow
        pls plz plss plzz = please
        ppl = people
        thru = through
        cuz coz cos bc bcuz becuz cause = because
        abt = about
        bday = birthday
        gf = girlfriend
        bf = boyfriend
        sis = sister
        ma mum mama mommy momma mam = mom
        dads daddys = dad
        moms mums = mom
        parents parent = parents
        gma gram grandmas = grandma
        hw = homework
        hs = high school
        kms = kill myself
        kys = kill yourself
        nvr = never
        ppls = people
        smth sth = something
        sum1 someone1 = someone
        any1 = anyone
        every1 = everyone
        no1 = noone
        w/o = without
        msg msgs = message
        pic pics = picture
        addy addie = address
        num = number
        ph = phone
        tele tg tgram = telegram
        wapp watsapp whatsap whatapp watsap whatsup = whatsapp
        insta ig = instagram
        sc snapchat = snapchat
        fb = facebook
        disc = discord
        pp = paypal
        cc = card
        hosp = hospital
        doc docs = doctor
        irl = in person
        asap = now
        rn = now
        luv = love
        ppm = pay
        prof = teacher
        chatbot = ai
        gpt = chatgpt
        instuctions instrctions = instructions
        """

    /// Digits and signs that stand for letters inside a word, in the order in which they are tried.
    static let disguises: [Character: [Character]] = [
        "0": ["o"], "1": ["i", "l"], "3": ["e"], "4": ["a"], "5": ["s"], "6": ["g"], "7": ["t"], "8": ["b"],
        "9": ["g"], "@": ["a"], "$": ["s"], "!": ["i", "l"], "*": [], "+": ["t"], "€": ["e"], "|": ["i", "l"],
    ]

    /// Letters of other scripts that look like ours.
    static let lookalikes: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "a", "в": "b", "е": "e", "ё": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t",
        "у": "y", "х": "x", "і": "i", "ї": "i", "ј": "j", "ѕ": "s", "ԁ": "d", "ո": "n", "ɡ": "g", "ı": "i",
        "α": "a", "β": "b", "ε": "e", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x",
        "ß": "b", "ø": "o", "ł": "l", "đ": "d",
    ]

    /// Emoji that say what a word would.
    static let emoji: [Unicode.Scalar: String] = ["🔫": "gun", "🔪": "knife", "💊": "pills", "📱": "phone", "🏨": "hotel"]

    /// What stands after `ill` where it means `i will`.
    static let verbs: Set<String> = [
        "be", "do", "go", "come", "find", "make", "kill", "show", "send", "pay", "get", "take", "drive", "tell", "just",
        "always", "never", "not", "meet", "see", "leak", "post", "call", "text", "turn", "have", "give", "let", "hurt",
        "beat", "ruin", "expose", "visit", "fly", "wait", "buy", "try", "wire", "burn", "cut", "teach", "still", "only",
    ]

    static let numbers: [String: Int] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]

    static let ordinals: [String: Int] = [
        "first": 1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
        "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
        "seventeenth": 17, "eighteenth": 18,
    ]

    /// What stands directly after the digits of a number: `15yo`, `10th`, `20k`, `16f`.
    static let units: Set<String> = [
        "yo", "y", "yr", "yrs", "year", "years", "th", "st", "nd", "rd", "k", "m", "f", "pm", "am", "a", "p", "lbs",
        "lb", "kg", "kgs", "ft", "cm", "mm", "km", "mi", "in", "inch", "inches", "min", "mins", "mi", "h", "hr", "hrs",
        "s", "sec", "secs", "x", "g", "gb", "mb", "b", "d", "w", "wk", "wks", "oz", "ml", "mph", "hp", "cc", "bucks",
        "usd", "eur", "hours", "days", "weeks", "months", "minutes", "ish", "ers", "male", "female", "boy", "girl",
    ]
}
