extension Lexicon {
    /// What people are by trade: common occupations of English-speaking countries.
    static let jobs = Lexicon(
        """
        electrician = sparky, sparkie
        painter = house painter
        plumber, carpenter, welder, roofer, bricklayer, mason, plasterer, tiler, glazier, joiner
        construction worker = builder, bricky, brickie
        handyman, locksmith, machinist, millwright, blacksmith, metalworker, woodworker, cabinet maker, surveyor
        contractor = general contractor
        hvac technician = hvac tech, hvac guy, hvac installer
        mechanic = auto mechanic, car mechanic, diesel mechanic, motor mechanic
        technician = tech, lab technician, field technician, lab tech
        engineer = eng
        software engineer, civil engineer, mechanical engineer, electrical engineer, structural engineer
        chemical engineer, sound engineer, network engineer, data engineer, train engineer
        software developer = developer, dev, web developer, app developer, game developer, web dev, software dev
        programmer = coder, computer programmer
        it specialist = it guy, it technician, it support, it tech, it consultant, it manager, sysadmin
        system administrator = systems administrator, network administrator
        data scientist, data analyst, analyst = business analyst, financial analyst
        designer = graphic designer, web designer, interior designer, fashion designer, product designer
        architect, landscape architect, draftsman, animator, illustrator, artist, sculptor, tattoo artist = tattooist
        photographer, videographer, cameraman, film editor = video editor, filmmaker, producer, director
        writer = copywriter, author, novelist
        journalist = reporter, editor
        musician, guitarist, drummer, singer, dj = deejay, composer, pianist, actor, comedian, dancer, magician
        nurse = registered nurse, rn, icu nurse, er nurse, travel nurse, lpn, male nurse
        nurse practitioner, midwife, paramedic = emt, ambulance driver
        doctor = physician, medical doctor, gp, md
        surgeon, dentist, dental hygienist, orthodontist, pharmacist, optometrist, radiologist, cardiologist
        anesthesiologist, pediatrician, psychiatrist, psychologist, therapist = counselor, counsellor
        physical therapist = physiotherapist, physio, pt
        occupational therapist, massage therapist, chiropractor, veterinarian = vet tech, veterinary
        caregiver = carer, care worker, home health aide, cna
        medical assistant, social worker, radiographer = x ray tech
        teacher = school teacher, schoolteacher, math teacher, history teacher, english teacher, science teacher
        pe teacher, music teacher, art teacher, substitute teacher, teaching assistant, kindergarten teacher
        professor = lecturer, college professor
        tutor, principal, librarian, scientist = researcher, chemist, biologist, physicist
        geologist, archaeologist, historian, mathematician, statistician, economist, astronomer
        coach = football coach, soccer coach, basketball coach
        personal trainer = trainer, fitness trainer, fitness instructor, gym instructor
        instructor = driving instructor, ski instructor, yoga instructor
        lifeguard, referee, athlete, boxer, jockey
        truck driver = trucker, lorry driver, truckdriver, long haul driver, hgv driver
        bus driver, taxi driver = cab driver, cabbie, uber driver
        delivery driver = courier, delivery guy
        driver, train conductor, train driver = engine driver
        night porter = porter, doorman, concierge
        forklift driver = forklift operator
        pilot = airline pilot, helicopter pilot
        flight attendant = steward
        air traffic controller, sailor = seaman, merchant mariner, deckhand
        captain = boat captain, ship captain
        fisherman, farmer = dairy farmer, rancher, cattle farmer
        farm worker = farmhand, ranch hand
        gardener = landscaper, groundskeeper
        forester = logger, lumberjack, arborist, tree surgeon
        park ranger = ranger
        beekeeper, winemaker, brewer, butcher, baker, pastry chef
        chef = head chef, sous chef
        cook = line cook, fry cook
        bartender = barman, barkeep, mixologist
        barista, waiter = server, waitress
        dishwasher, caterer, restaurant owner = restaurateur
        restaurant manager, bar owner, store manager = shop manager, retail manager
        cashier, shop assistant = sales assistant, retail worker
        salesman = sales rep, salesperson, car salesman, sales representative, sales guy
        sales manager, real estate agent = realtor, estate agent
        insurance agent = insurance broker
        broker = stockbroker, mortgage broker
        trader = day trader, stock trader
        accountant = cpa, bookkeeper
        auditor, banker = bank teller, investment banker
        financial advisor = financial adviser, wealth manager
        actuary, lawyer = attorney, solicitor, barrister
        paralegal, judge, notary, consultant = management consultant
        project manager, product manager, operations manager, warehouse manager, office manager, hr manager
        manager = general manager, assistant manager
        supervisor = shift supervisor, foreman
        marketing manager = marketer
        recruiter = headhunter
        office worker = office clerk, clerk, data entry clerk
        secretary, receptionist, assistant = personal assistant, executive assistant
        customer service representative = customer service rep, call center agent, call centre agent
        dispatcher, ceo, cto, cfo, executive = exec
        business owner = small business owner, entrepreneur, company owner
        landlord, real estate investor = property developer
        police officer = cop, policeman, police man, detective, state trooper, deputy sheriff, sheriff
        correctional officer = prison guard, corrections officer, prison officer
        security guard = bouncer, security officer
        firefighter = fireman, fire fighter
        soldier = marine, army officer, infantryman, serviceman
        veteran = army veteran, navy veteran, war veteran
        postal worker = mailman, mail carrier, postman
        factory worker = assembly worker, machine operator
        warehouse worker = warehouse guy, picker
        crane operator, heavy equipment operator = excavator operator
        oil rig worker = roughneck, oilfield worker, rig worker
        miner = coal miner
        cleaner = janitor, custodian
        garbage collector = garbage man, bin man
        barber = hairdresser, hair stylist
        tailor, jeweler, watchmaker, shoemaker, florist, funeral director = undertaker, mortician
        pastor = priest, minister, preacher
        translator = interpreter
        tour guide, travel agent, hotel manager, event planner = wedding planner
        dog trainer, dog groomer, dog walker, zookeeper, game warden
        stay at home dad = househusband
        streamer = youtuber, content creator
        freelancer
        student = college student, uni student, grad student, phd student, med student, law student
        """, takesPlurals: true)

    /// What stands behind "I work in", with the trade that it names.
    static let fields = Lexicon(
        """
        construction, finance, accounting, banking, insurance, real estate, sales, marketing, advertising, retail
        it = tech, information technology, computers
        software = software development
        cyber security = cybersecurity, infosec
        healthcare = health care, medicine, the medical field
        education, engineering, manufacturing = a factory, the factory, a plant, a mill
        logistics = shipping, a warehouse, the warehouse, warehousing, distribution, supply chain
        transportation = trucking, transport
        law = a law firm, law firm
        law enforcement, security, hospitality = a hotel, hotels
        a restaurant = restaurants, the restaurant business, food service, a kitchen
        a hospital = the hospital, hospitals, the er, the icu
        agriculture = farming, a farm
        the oil industry = oil and gas, oil, the oil field, the oilfield, the oil fields, an oil rig, a rig
        mining = the mines, a mine
        human resources = hr
        customer service = a call center, a call centre
        government = the government, the city
        the military = the army, the navy, the air force, army, navy, air force, the marines, coast guard
        media = film, tv, television, radio
        aviation = an airport, the airport
        automotive = a garage, an auto shop, a body shop, the car business, a car dealership
        landscaping, plumbing, roofing, carpentry, welding, maintenance, demolition, concrete, drywall, flooring
        a bank = the bank
        a school = the school
        a bar = a pub, a club
        an office = the office
        a store = a shop, a supermarket, a grocery store, a gas station
        """)

    /// What people do for a living in so many words: "I drive a truck".
    static let trades = Lexicon(
        """
        truck driver = drive a truck, drive trucks, drive a semi, drive semis, drive a big rig, drive a lorry, haul freight
        bus driver = drive a bus, drive the bus, drive a school bus
        taxi driver = drive a cab, drive a taxi, drive for uber, drive uber, drive for lyft, drive lyft
        delivery driver = deliver packages, deliver pizzas, deliver food, deliver mail
        teacher = teach, teach school, teach kids, teach math, teach history, teach english, teach science
        crane operator = operate a crane, run a crane
        forklift driver = drive a forklift, drive forklifts
        mechanic = fix cars, repair cars, work on cars for a living, fix trucks
        welder = weld, weld for a living
        software developer = write code for a living, write software, code for a living, build websites, develop software
        chef = cook for a living
        bartender = tend bar, bartend, tend a bar
        carpenter = build houses, frame houses
        painter = paint houses
        construction worker = lay bricks, pour concrete
        roofer = lay roofs
        farmer = run a farm, own a farm, raise cattle, run a ranch, own a ranch, farm
        real estate agent = sell houses, sell real estate, sell homes
        salesman = sell cars, sell insurance
        landscaper = cut lawns, mow lawns for a living
        pilot = fly planes, fly for a living
        soldier = serve in the army
        trader = trade stocks, day trade
        business owner = own a business, run a business, own my own business, run my own business, own a company, \
        run a company, have my own business, have my own company, own a shop, run a shop, own a store
        restaurant owner = own a restaurant, run a restaurant
        bar owner = own a bar, run a bar
        photographer = shoot weddings
        personal trainer = train people
        """)

    /// Jobs that are told without "I'm a".
    static let standings = Lexicon(
        """
        retired = a retiree, a pensioner, fully retired, semi retired
        unemployed = out of work, between jobs, jobless
        self employed = selfemployed, my own boss
        student = in college, in med school, in law school, in grad school, at university, in uni
        """)
}
