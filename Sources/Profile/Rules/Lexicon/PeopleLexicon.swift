extension Lexicon {
    /// One relative, as a profile calls him.
    static let relative = Lexicon(
        """
        a daughter = daughter, little girl, baby girl, lil girl, stepdaughter, step daughter, oldest daughter, \
        youngest daughter, little daughter, eldest daughter
        a son = son, little boy, stepson, step son, oldest son, youngest son, eldest son, newborn son
        a child = kid, child, little one, oldest, youngest, toddler, newborn, kiddo, lil one
        a baby = baby boy
        twins = twin boys, twin girls, twin daughters, twin sons
        a mother = mom, mum, mother, mama, ma, mommy, mam
        a father = dad, father, pops, papa, old man, daddy
        parents = folks
        a brother = brother, bro, older brother, younger brother, big brother, little brother, lil brother, baby brother, \
        twin brother, kid brother, half brother, stepbrother
        a sister = sister, sis, older sister, younger sister, big sister, little sister, lil sister, baby sister, \
        twin sister, kid sister, half sister, stepsister
        siblings
        a grandmother = grandma, grandmother, granny, nana, gran, nan
        a grandfather = grandpa, grandfather, grandad, granddad, gramps
        grandparents
        a grandson = grandson
        a granddaughter = granddaughter
        a grandchild = grandchild, grandkid, grandbaby
        an uncle = uncle
        an aunt = aunt, auntie, aunty
        a cousin = cousin, cuz
        a nephew = nephew
        a niece = niece
        an ex wife = ex wife, exwife
        an ex husband = ex husband, exhusband
        a stepfather = stepdad, step dad, step father, stepfather
        a stepmother = stepmom, step mom, step mother, stepmother
        a mother in law = mother in law, motherinlaw
        a father in law = father in law
        a brother in law = brother in law
        a sister in law = sister in law
        """)

    /// Several relatives.
    static let relatives = Lexicon(
        """
        daughters = girls, little girls
        sons = boys, little boys
        kids = children, little ones, kiddos, littles, rugrats
        brothers, sisters, siblings
        grandchildren = grandkids, grandbabies
        grandsons, granddaughters, cousins, nephews, nieces, uncles, aunts
        """)

    /// "I'm a dad".
    static let parenthood = Lexicon(
        """
        a child = dad, father, parent, single dad, single father, single parent, girl dad, boy dad, new dad, proud dad
        a grandchild = grandpa, grandfather, granddad
        """)

    /// Animals that people keep; breeds by their animal.
    static let animals = Lexicon(
        """
        dog = doggo, pup, puppy, pooch, pupper, hound, doggy, doggie, mutt, rescue dog, guard dog, puppies, doggos, pups
        cat = kitty, kitten, kittens, kitties, rescue cat, tomcat, tabby cat, house cat, cats, maine coon
        golden retriever = golden
        labrador = lab, black lab, yellow lab, chocolate lab, labrador retriever
        german shepherd = gsd, shepherd
        bulldog = english bulldog
        french bulldog = frenchie
        beagle, poodle, rottweiler = rottie
        husky = siberian husky
        boxer dog, dachshund = sausage dog, wiener dog, weiner dog
        chihuahua, pit bull = pitbull, pittie, pitty
        corgi, border collie = collie
        australian shepherd = aussie shepherd
        great dane, doberman, mastiff, terrier = jack russell, yorkie
        cocker spaniel = spaniel
        greyhound, shih tzu, pug, goldendoodle = doodle, labradoodle
        pomeranian, maltese, saint bernard, tabby = tabby cat
        siamese cat = siamese
        parrot = macaw, african grey
        budgie = parakeet, parakeets, budgies
        cockatiel, canary, cockatoo, hamster = hammy
        guinea pig, rabbit = bunny, bunnies
        ferret, rat = pet rat
        gerbil, chinchilla, hedgehog, snake = ball python, python, corn snake
        gecko = leopard gecko, geckos
        bearded dragon = beardie
        lizard = iguana
        tortoise, turtle, fish = goldfish, betta fish, betta, tropical fish
        horse = mare, pony, gelding
        goat, pig = pet pig
        chicken = hen, hens
        duck, llama, alpaca, donkey, tarantula = pet spider
        cow
        """, takesPlurals: true)

    /// How he stands with a partner, in his own plain words: `im …`.
    static let standing = Lexicon(
        """
        single = freshly single, newly single, recently single, single again, a single man, a single guy, a bachelor, a single dad, a single father, a single parent, single and lonely, \
        not married, not seeing anyone, not in a relationship, unattached, unmarried, a free man, not dating anyone
        married = happily married, a married man, unhappily married, a husband, newly married, newlywed, a newlywed
        divorced = a divorced man, a divorced dad, freshly divorced, newly divorced, getting divorced, \
        getting a divorce, going through a divorce, in the middle of a divorce, a divorcee, twice divorced, divorcing
        separated = legally separated, separated from my wife
        widowed = a widower, a widow
        engaged = getting engaged
        in a relationship = seeing someone, dating someone, dating, taken, with someone, in a long distance relationship, \
        in a serious relationship, in a new relationship
        in a complicated relationship = in something complicated, in a complicated relationship
        """)
}
