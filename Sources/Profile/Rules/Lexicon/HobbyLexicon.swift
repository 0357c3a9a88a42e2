extension Lexicon {
    /// What people do in their free time, by every way of naming it.
    static let hobbies = Lexicon(
        """
        fishing = fish, fly fishing, bass fishing, ice fishing, angling, deep sea fishing
        hunting = hunt, deer hunting, bow hunting, duck hunting
        hiking = hike, hikes, trekking, hiking trails
        camping = camp
        climbing = rock climbing, climb, bouldering, mountain climbing, mountaineering
        running = jogging, jog, marathons, marathon running, trail running
        cycling = biking, bike riding, road cycling, ride my bike, riding my bike, bicycles, bmx, cycle
        mountain biking
        swimming = swim
        surfing = surf
        sailing = sail, boating, yachting
        kayaking = kayak, canoeing, paddle boarding, paddleboarding
        scuba diving = diving, scuba, snorkeling, snorkelling
        skiing = ski
        snowboarding = snowboard
        skating = ice skating, roller skating, rollerblading
        skateboarding = skateboard, skate
        golf = golfing, disc golf, mini golf
        tennis, badminton, squash, table tennis = ping pong
        football = american football, fantasy football, watching football, watch football
        soccer, basketball = hoops
        baseball, softball, hockey = ice hockey
        volleyball = beach volleyball
        rugby, cricket, bowling = bowl
        boxing = kickboxing, muay thai
        martial arts = mma, karate, judo, jiu jitsu, bjj, taekwondo
        wrestling, archery, fencing
        weightlifting = lifting, lifting weights, lift weights, lift, working out, work out, gym, the gym, workouts, \
        bodybuilding, powerlifting, weights, crossfit, exercising
        yoga, pilates, meditation = meditating
        dancing = dance, salsa dancing, salsa, ballroom dancing
        horse riding = horseback riding, riding horses, horses
        motorcycles = motorcycle riding, riding motorcycles, motorbikes, riding my motorbike, riding motorbikes, riding my motorcycle, riding my harley, \
        motorcycling, ride motorcycles, dirt biking, dirt bikes, motocross
        cars = classic cars, car shows, muscle cars, old cars, restoring cars, fixing up cars, working on cars, \
        restoring old cars, racing cars, fixing cars, fixing old cars, working on my car, car restoration
        racing = drag racing, karting, go karting, formula 1, f1, nascar, motorsports
        shooting = target shooting, going to the range, the shooting range, guns
        flying drones = drones, drone flying
        flying = flying planes
        skydiving = sky diving, paragliding
        video games = gaming, videogames, video gaming, pc gaming, xbox, playstation, ps5, call of duty, fortnite, \
        minecraft, world of warcraft, nintendo, computer games, games, retro games, retro gaming, online games
        board games = boardgames, tabletop games, dungeons and dragons, dnd, d and d, warhammer, magic the gathering
        chess, poker = card games, blackjack, cards
        darts, pool = billiards, snooker
        puzzles = jigsaw puzzles, crosswords, crossword puzzles, sudoku
        reading = read, read books, reading novels, reading fantasy novels, fantasy novels, reading history books, reading books, books, novels
        writing = write, writing stories, writing poems, write poetry, poetry, journaling, creative writing
        drawing = draw, drawing comics, drawing portraits, sketching, sketch
        painting = paint, watercolors, oil painting, painting miniatures
        pottery = ceramics, sculpting
        photography = taking photos, taking pictures, photographing
        filmmaking, knitting = knit, crochet, crocheting, sewing
        woodworking = wood working, woodwork, carpentry, wood carving, woodcarving, whittling
        metalworking = welding, blacksmithing, metal working
        model building = model trains, building model trains, building model planes, building model cars, building model ships, model planes, building models, model cars, model kits, rc cars, rc planes
        lego = legos
        electronics = soldering, tinkering, arduino, building computers, building pcs, ham radio
        3d printing
        coding = programming
        cooking = cook, cook for people
        baking = bake, baking bread
        barbecue = bbq, grilling, grill, barbecuing, smoking meat, smoking meats, smoking brisket, bbqing
        brewing = homebrewing, home brewing, brewing beer, craft beer, brewing my own beer
        wine = wine tasting, winemaking
        coffee roasting, mixology
        gardening = growing vegetables, growing tomatoes, planting, landscaping, plants, houseplants
        beekeeping, bird watching = birding, birdwatching
        astronomy = stargazing, star gazing, telescopes
        fish keeping = aquariums, fish tanks
        dog training, metal detecting = metal detection
        geocaching, foraging = mushroom picking, mushroom hunting, mushrooms
        travel = travelling, traveling, seeing the world, road trips
        collecting vinyl = vinyl, vinyl records, collect vinyl, collecting records, collect records
        collecting = collecting coins, coin collecting, stamps, stamp collecting, collect stamps, collect coins, \
        collect comics, collecting cards, collecting watches, watches, baseball cards, pokemon cards, action figures
        comics = comic books, manga
        anime, movies = films, watching movies, horror movies, watching films
        tv shows = watching tv, netflix, binge watching
        music = listening to music, making music, live music, concerts, going to concerts, festivals, producing music, \
        producing beats, making beats
        guitar = playing guitar, play guitar, play the guitar, playing the guitar, bass guitar, playing bass, play bass, \
        electric guitar, acoustic guitar
        piano = playing piano, play piano, play the piano, playing the piano, keyboard
        drums = drumming, play drums, play the drums, playing drums
        violin, saxophone = sax
        trumpet, ukulele, banjo, harmonica, singing = karaoke, sing, choir
        djing
        theater = theatre, acting, improv, musicals
        museums, history = military history, world war 2, ww2, genealogy, family history
        magic = magic tricks, juggling
        learning languages = languages, learning spanish, learning french, learning japanese
        volunteering = volunteer
        investing = crypto, stocks, trading stocks
        thrifting = antiques, flea markets
        walking = long walks, going for walks, walks, nature walks, rucking
        """)

    /// People by their hobby: "I'm a gamer". What is a trade as well ("baker") is read as the trade alone.
    static let hobbyists = Lexicon(
        """
        video games = gamer, pc gamer
        running = runner, marathon runner, jogger
        cycling = cyclist, biker
        motorcycles = motorcyclist
        hiking = hiker
        fishing = angler
        hunting = hunter
        golf = golfer
        surfing = surfer
        skiing = skier
        snowboarding = snowboarder
        swimming = swimmer
        climbing = climber, rock climber
        weightlifting = gym rat, bodybuilder, powerlifter, weightlifter, gym guy, lifter
        skateboarding = skater
        reading = bookworm, reader
        chess = chess player
        poker = poker player
        cooking = home cook, foodie
        baking = home baker, hobby baker
        cars = car guy, gearhead, petrolhead, car nut
        history = history buff, history nerd
        movies = movie buff, film buff, movie nerd
        comics = comic nerd
        anime = anime nerd, weeb
        music = music lover, audiophile
        bird watching = birder, birdwatcher
        photography = amateur photographer, hobby photographer
        brewing = home brewer, homebrewer
        """)

    /// Things that nobody owns without the hobby: "my guitar".
    static let gear = Lexicon(
        """
        guitar = guitar, guitars, electric guitar, bass
        piano = piano
        drums = drum kit, drums, drum set
        motorcycles = motorcycle, harley, motorbike, dirt bike, ducati, triumph bonneville
        cycling = road bike, bicycle, bike ride
        mountain biking = mountain bike
        sailing = sailboat, boat, yacht
        kayaking = kayak, canoe
        fishing = fishing rod, fishing rods, fishing gear, fishing trip, tackle box
        surfing = surfboard, surf board
        skiing = skis, ski trip
        snowboarding = snowboard
        skateboarding = skateboard
        golf = golf clubs, golf swing, golf game
        gardening = garden, tomatoes, vegetable garden, veggie garden, greenhouse, roses, vegetables
        astronomy = telescope
        photography = camera, dslr
        flying drones = drone
        video games = xbox, playstation, ps5, gaming pc, steam deck, nintendo switch
        collecting vinyl = vinyl collection, record collection, record player, turntable, vinyls, vinyl
        model building = model trains, model train, train set
        beekeeping = bees, hives, beehives
        woodworking = workshop, wood shop, woodshop, lathe
        barbecue = smoker, grill
        fish keeping = aquarium, fish tank
        baking = sourdough
        cars = project car, classic car
        """)
}
