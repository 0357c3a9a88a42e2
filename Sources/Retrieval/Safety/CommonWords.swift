import RapportCore

/// Everyday words of chats: what a capital or a greeting before it does not make a name.
enum CommonWords {
    /// Whether a folded word is one, also inflected (`loves`, `loving`) or drawn out (`sooo`).
    ///
    /// - Complexity: O(length).
    static func contains(_ word: String) -> Bool {
        if known.contains(word) { return true }
        // Peter is no inflected pet.
        if Names.given.contains(word) || Names.places.contains(word) { return false }
        if isInflected(word) || isLaughter(word) { return true }
        let short = squeezed(word, to: 1)
        guard short != word else { return false }
        return [short, squeezed(word, to: 2)].contains { known.contains($0) || isInflected($0) || isLaughter($0) }
    }

    private static func isInflected(_ word: String) -> Bool {
        if let apostrophe = word.firstIndex(of: "'") { return known.contains(String(word[..<apostrophe])) }
        for ending in endings where word.hasSuffix(ending) && word.count > ending.count + 1 {
            let stem = String(word.dropLast(ending.count))
            if known.contains(stem) || known.contains(stem + "e") || known.contains(stem + "y") { return true }
            // `stopping`, `hugged`: the last letter was doubled.
            let last = stem.suffix(2)
            if stem.count > 3, last.first == last.last, known.contains(String(stem.dropLast())) { return true }
        }
        return false
    }

    private static let endings = [
        "s", "es", "ies", "ied", "ier", "iest", "ily", "ed", "d", "ing", "in", "ly", "er", "est", "y", "n", "ness",
        "ful",
    ]

    /// `haha`, `hehehe`, `mmm`, `xoxo`.
    private static func isLaughter(_ word: String) -> Bool {
        word.count >= 2 && laughters.contains { word.allSatisfy($0.contains) }
    }

    private static let laughters: [Set<Character>] = [
        ["h", "a"], ["h", "e"], ["m", "h"], ["x", "o"], ["a", "w"], ["o", "h"],
    ]

    /// Runs of a letter longer than `limit` cut to it.
    private static func squeezed(_ word: String, to limit: Int) -> String {
        var result = ""
        var run = 0
        for letter in word {
            run = letter == result.last ? run + 1 : 1
            if run <= limit { result.append(letter) }
        }
        return result
    }

    /// Words after which somebody is often called by name.
    static let openers: Set<String> = [
        "hey", "heyy", "heyyy", "hi", "hii", "hiii", "hello", "helloo", "hellooo", "yo", "thanks", "thankyou", "thx",
        "ty",
        "morning", "night", "goodnight", "evening", "afternoon", "welcome", "dear", "omg", "aww", "awww", "haha",
        "hahaha",
        "lol", "sorry", "bye", "congrats", "ok", "okay", "oh", "ohh", "mr", "mister", "sir", "sup",
    ]

    private static let known: Set<String> = Set(table.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let table = """
        a able about above absolutely accept account across act active actual actually add adorable adore adult \
        adventure afraid after afternoon again age ago agree ah aha ahead ahh ain't air alive all almost alone along \
        already also alright always am amaze amazing among an and angel anger angry animal announce annoy another \
        answer any anybody anymore anyone anything anytime anyway anywhere apart apartment appear apple appreciate are \
        aren't arm around arrive art as ask asleep ass at ate attach attack attention attract attractive aunt available \
        average avoid awake away awe awesome awful awh aw aww babe babes baby babygirl back bad badly bag bake ball \
        ban band bar bare barely base basic bath bathroom bb bday be beach bear beard beast beat beautiful beauty became \
        because become bed bedroom beer before beg begin behave behind being believe belong belly below bend beside \
        best bet better between beyond big bike bikini bill birthday bit bite black blame bless blessing blink block \
        blonde blood blow blue blush body bone book boost boot bored boring born boss bossy both bother bottle bottom \
        bought bound bout box boy boyfriend bra brain brand brave bread break breakfast breast breath breathe bright \
        bring bro broke brother brought brown brunette brush btw bubble buddy build bum bundle burn bus business busy \
        but butt butterfly button buy bye cake call calm came camera can can't cannot cant candle candy car card care \
        careful caress carry case cash cat catch cause celebrate cent certain chain chair chance change charge charm \
        chase chat cheap check cheeky cheer cheese cherish chest chicken child chill chocolate choice choose christmas \
        city class classy clean clear clever click climb close closer clothes cloud club clue coast coffee cold \
        collect collection college color colour combine come comfort comfortable comfy comment common company complete \
        compliment computer confess confident confuse congratulations connect connection consider contact content \
        control conversation cook cookie cool copy corner cosy cost couch could couldn't count country couple course \
        cover cozy crave crazy cream create creative creep cross crowd cruel crush cry cuddle cup cure curious curl \
        curve curvy custom customer cut cute cuteness cutie cuz daddy dad daily damn dance danger dangerous dare dark \
        darlin darling date daughter day dead deal dear decent decide deep definitely delete delicious delight deliver \
        demand depend deserve design desire desk detail devil did didn't didnt die diet differ different difficult dinner \
        direct dirty disappear disappoint discount discover dish distance distract do doctor does doesn't doesnt dog \
        doing doll don't dont done door double doubt down drain drama dream dress drink drive drop dry dude due dull \
        dumb during dust duty dying each eager ear early earn earth ease east easy eat edge effort egg eh either else \
        em embarrass empty end energy enjoy enough enter entertain entire especially etc even evening event ever every \
        everybody everyday everyone everything everywhere evil exact exam excellent except excite exclusive excuse \
        exercise exist expect expensive experience explain explore express extra eye face fact fair fall false family \
        famous fan fancy fantastic fantasy far fashion fast fat father fault favor favorite favour favourite fear feed \
        feel feeling feet fell felt female few field fight figure fill film final finally find fine finger finish fire \
        first fish fit fix flame flash flat flatter flavor flavour flaw flight flirt flirty floor flow flower fly focus \
        follow food foot football for force forest forever forget forgive form forward found free freedom freeze \
        fresh friend friendly friendship from front fruit full fully fun funny future gain gal galore gallery game \
        garden gave gay gem generous gentle gentleman gentlemen get getting giant gift giggle girl girlfriend girly \
        give glad glass glow go goal god goddess goes gold golden gone gonna good goodbye goodies goodmorning goodness \
        goodnight gorgeous got gotta grab grace grand grateful gray great green greet grey grin ground group grow guess \
        guest guide guilty guitar gun guy gym habit had hair half hall hand handle handsome handy hang happen happiness \
        happy hard harder hardly hardworking harm has hasn't hat hate have haven't having he he'd he's head heal health \
        healthy hear heart heartbeat heat heaven heavy heel held hell hello help hence her here here's heres hero herself \
        hey hi hidden hide high hill him himself hint his history hit hmm hm hold hole holiday home honest honestly \
        honey honor hop hope hopefully horny horse hospital host hot hottie hotel hour house how how's hows however hug \
        huge huh human hun hunk hungry hunt hurry hurt husband i i'd i'll i'm i've ice icon idea ideal idk if ignore ill \
        im imagination imagine important impress impression impressive in inbox inch include incredible indeed inner \
        innocent insane inside inspire instead intense interest interested interesting into invest invite irresistible is \
        island isn't isnt issue it it's its itself ive jacket jam jealous jean jeans jelly job join joke journey joy \
        judge juice juicy jump just justice keen keep kept key kick kid kidding kill kind kinda kindness king kiss \
        kitchen kitten kitty knee knew knock know known lace lack lady lake land lap large last late lately later latest \
        laugh laundry lay lazy lead leaf learn least leave led left leg legend lemme lend less lesson let let's lets \
        letter level library lick lie life lift light like limit line lingerie lip list listen lit literally little live \
        lively living lmao lmk loads local lock lol lonely long longer look loose lord lose lost lot lots loud love \
        loveliness lovely lover low loyal loyalty luck lucky lunch luv lying ma maam machine mad made magic magical \
        main make makeup male mama man manage many mark market married marry massage master match mate matter may maybe \
        me meal mean meaning meant meanwhile meat meet melt member memory men mention menu mess message met middle midnight \
        might mild milk mind mine minute mirror mischief miss mistake mister mix model modest mom moment money month mood \
        moon more morning most mother mouth move movie mr much muscle music must my myself mystery nah nail naked name \
        nap nasty natural nature naughty near nearly neat neck need needy neighbor nervous never new news next nice \
        nickname night nightmare no nobody noise none nope nor normal nose not note nothing notice now nowhere nude \
        nuh number nurse obsess obviously occasion of off offer office often oh ok okay old omg on once one ones online \
        only onto oops open opinion option or orange order ordinary other otherwise ouch our ourselves out outfit outside \
        oven over own pack package page pain paint pair panty papi paradise parent park part partner party pass passion \
        past pathetic patience patient pause pay payday peace peach peak peek people perfect perfection perhaps period \
        permission person personal personality pet phone photo photoshoot photo pic piece pick picture pie pillow pin pink \
        pizza place plan planet plate play playful please pleasant pleasure plenty plus pls plz pm pocket point police \
        polite pool poor pop popular position positive possible post potential pour power practice praise pray prefer \
        prepare present pressure pretend pretty preview price priceless prime prince princess private prize probably \
        problem professional profile project promise proper proud prove ps public pull pulse pump punish pure purple \
        purpose push put queen question quick quickly quiet quit quite race rain rainy ran random rare rather reach react \
        read ready real reality realize really reason receive recent recommend record red refuse regret regular relate \
        relationship relax remember remind rent repeat reply request rescue respect respond rest restaurant result return \
        reveal reward rich rid ride right ring risk river road rock role roll romance romantic roof room rough round \
        routine royal rub rude rule run rush sad safe said sake same sand sass sassy sat satisfy save saw say scare \
        scene scent schedule school score scream screen sea search season seat second secret see seem seen selfie self \
        sell send sense sensitive sent series serious seriously serve service session set several sexy shade shake shall \
        shame shape share sharp she she's sheet shine shiny shirt shit shock shoe shoot shop short should shoulder \
        shouldn't shout show shower shut shy sick side sigh sign silence silk silly similar simple simply since sing \
        single sink sir sister sit site situation size skill skin skip skirt sky sleep sleepy slept slide slight slim \
        slip slow slowly small smart smash smell smile smoke smooth snack snow so soap soft soldier solo some somebody \
        someday somehow someone something sometime sometimes somewhere son song soo soon sore sorry sort soul sound soup \
        sour south space spare spark speak special specific speed spell spend spice spicy spirit splash spoil spoke spoon \
        sport spot spread spring squeeze stage stand star stare start state stay steal step stick still stock stop store \
        storm story straight strange stranger stream street strength stress stretch strict strip strong struggle stuck \
        stud study stuff stupid stun stunner stunning style sub subscribe subscriber success such sudden suffer sugar \
        suggest suit suitable summer sun sunny sunshine super supper support suppose sure surely surf surprise sweat \
        sweep sweet sweetest sweetheart sweetie sweetness swim swipe table taco tail take taken talent talk tall tan tap \
        task taste tattoo tea teach team tear tease teaser tell temper tempt ten tend tender tension terrible test text \
        than thank thanks that that's thats thankyou thankful the their them theme then there there's theres these they \
        they're thick thigh thin thing think third this those though thought thousand threat three thrill throat through \
        throw thru thumb thx tie tight till time tiny tip tire tired title to today toe together toilet told tomorrow \
        tone tongue tonight too took tool tooth top topic total touch tough tour toward towel town toy track trade traffic \
        train training transfer trap travel treat treasure tree trick trigger trip trouble truck true truly trust truth \
        try tune turn tv twice twin twist two ty type u ugh uh ugly ultimate um un uncle under understand underwear undress \
        unforgettable unique universe unless unlock until unwind up upload upset ur urge us use useful user usual usually \
        vacation valentine value vanilla version very via vibe video view virgin vip visit voice vote vulnerable wait waiting \
        wake walk wall wallet wanna want war warm warn was wash wasn't waste watch water wave way we we'll we're we've weak \
        wear weather week weekday weekend weekly weight weird welcome well went were weren't west wet what what's whatever \
        whats wheel when whenever where where's wherever whether which while whisper white who who's whoever whole why wicked \
        wide wife wild will win wind window wine wing wink winner winter wipe wise wish with within without woke woman women \
        won won't wont wonder wonderful word work workout world worry worse worst worth worthy would wouldn't wow wrap write \
        written wrong xo xoxo xx xxx ya yay ye yea yeah year yell yellow yep yes yesterday yet yo you you'd you'll you're \
        you've young younger your youre yours yourself youth yummy yum yup zero zone \
        arisen awoke awoken beaten begun bent blew bred built burnt caught chose chosen crept dealt dug drew drawn \
        dreamt drunk drove eaten fallen fed fought flew forbid forgot forgotten forgave froze frozen grew grown hung \
        knelt laid leapt learnt lent paid rode rang rung rose risen sought sold shone shot shrank sang sung sank slid \
        spent spilt spun stood stole stolen stung struck swore sworn swept swam swung taught tore torn threw thrown \
        understood wore worn wept wrote driven ridden blanket clip console pyjama amp playlist bunny fail grumpy eight \
        tent pilates privacy stadium popcorn cheerleader ruin disaster cable four photographer unreal passport \
        starfish athlete homesick glamorous advice ppl handbag choir festival five typical sunset apron therapy horror \
        bug bird stepdad barefoot cousin poolside sock grandpa grandma unbox owl golf divorce bedtime mountain \
        complicated sale spoiler promotion comedy husky shift marathon widow wedding motorbike league nerd \
        separate warehouse punk salt poker pc dentist camp concert instrument hike survive law celebrity insomnia \
        overtime firefighter mattress highway deadline protein alarm squat rib coworker funeral chili chess debt \
        strike court drum inspection jet lag headache paperwork suitcase burger karaoke pancake barber reunion sushi \
        comic pasta crime rocket draw photography homemade documentary bbq oil jazz baseball restore security cardio \
        seafood sunrise paper commute cruise guard classic crown gate accident valley waffle rugby monkey novel hockey \
        postman slam hip row pickup lawn piano spin puppy surgery dodge fry bench acoustic yoga formula boom steak \
        champion pub turtle welder barbecue bartender sail retire pilot conductor paramedic woodworking mechanic \
        carpenter casino salesman easy programmer electrician graphic estate brew agent boat cabin bonfire trail \
        architect farmer candlelit chef engineer lawyer soundtrack meh anxiety accountant episode exhaust idiot \
        plumber coach breakup plot depression bio pineapple flex meme trailer alien invasion actor biceps truth ocean \
        island anime series netflix cinema theater theatre museum guitar bass singer band dancer nurse gamer shopping \
        wallpaper laptop battery charger headphones spring ski snowboard swimmer runner yup ohhh ahhh huhu ouch oooh \
        yikes phew woo woohoo yas yass \
        xmas halloween easter thanksgiving english mmhm mhm tho cause cos n ok'd prolly sooo wyd wbu hbu ily imy lil cutest \
        bestie boo bby bb hunny honeybun sweets sweetpea cupcake muffin pumpkin teddy tiger stallion sunshine lovebug treat \
        handsome gorgeous sugar dude mate pal champ cowboy chief love lover hubby stud hunk friend buddy man guy guys \
        everyone everybody all there again too both folks people beautiful pretty precious dearest trouble mister sir
        """
}
