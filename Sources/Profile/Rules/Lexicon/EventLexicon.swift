extension Lexicon {
    /// What makes an event of a verb: things that one does not buy, begin, lose or finish every week.
    static let bigThings = Lexicon(
        """
        house, home, apartment, flat, condo, place, cabin, land, property, farm, boat, rv, camper, van, trailer
        car, truck, motorcycle, bike, harley, suv, pickup, jeep, tesla, mustang, camper van, bmw, audi
        job, position, role, career, company, business, shop, restaurant, bar, startup, podcast, youtube channel, promotion, gym, bakery
        raise, pay raise, bonus, contract, license, licence, drivers license, certificate, certification, diploma
        degree, masters, phd, exam, exams, finals, test, driving test, bar exam, college, university, school, grad school
        night school, training, apprenticeship, course, class, semester, thesis, probation, boot camp
        marathon, half marathon, triathlon, race, tournament, championship, trophy, award, medal, competition
        lottery, lawsuit, court case, custody, divorce, engagement, wedding, ring, baby, puppy, kitten, dog, cat, horse
        surgery, operation, knee surgery, back surgery, shoulder surgery, therapy, treatment, chemo, braces, tattoo, cast
        mortgage, debt, loan, student loans, savings, taxes, book, novel, album, band, project, guitar, piano, telescope
        """)

    /// What ends the name of an event behind its verb, beside the big things.
    static let ends = Lexicon(
        """
        smoking, drinking, married, divorced, engaged, promoted, fired, laid off, sober, back to school, back to college
        army, navy, military, marines, police, force, debts, loans, dad, father, grandpa, grandfather, uncle
        in with my girlfriend, abroad, overseas, apartment, new place, own place
        """)

    /// Events that are told without a verb that must be known first.
    static let happenings = Lexicon(
        """
        got promoted = been promoted, was promoted, getting promoted, got a promotion, got the promotion, made manager, \
        got that promotion, got my promotion, got a big promotion
        got a raise = got a pay raise, got my raise, got the raise
        got a new job = have a new job, got the job, landed a new job, landed the job, landed a job, found a new job, \
        started a new job, started my new job, changed jobs, switched jobs, got a job, found a job, accepted a job, took a new job, \
        got a new position, took a job
        starting a new job = start a new job, start my new job, starting my new job
        lost his job = lost the job, losing my job, lost my job, got fired, was fired, got laid off, was laid off, been laid off, got let go, \
        got sacked, was made redundant, got made redundant, been fired, were laid off
        quit his job = quit my job, quit work, handed in my notice, gave my notice, left my job
        retiring = retire next year, retire soon, retire next month
        retired = just retired, retired last year, retired last month, retired this year
        moved house = moved house, moved apartments, moved in to a new place, moved into a new place, \
        moved into a new house, moved into my new place, moved into my new house, moved to a new place, \
        moved to a new house, moved to a new city, moved to a new town, moved to a new apartment, \
        moved into a new apartment, moved into my new apartment, moved into my own place, moving house, moving out, \
        moved out, packing up my apartment, moving to a new place, moved to a new flat, moved into a new flat
        bought a house = closed on a house, closed on my house, bought my first house, bought my first home, \
        closing on a house, closing on my house, closing on our house
        getting married = gettin married
        got married = tied the knot
        got engaged = got engaged, getting engaged, proposed to my girlfriend, popped the question
        got divorced = got divorced, getting divorced, getting a divorce, going through a divorce, going thru a divorce, \
        finalized my divorce, divorce is final, divorce was finalized, filed for divorce, signed the divorce papers, \
        split from my wife
        went through a breakup = broke up, got dumped, going through a breakup, going through a break up, bad breakup, \
        split up, dumped me, left me, broke up with me, had a breakup
        became a father = became a dad, became a father, had a baby, having a baby, expecting a baby, \
        going to be a dad, going to be a father, to be a dad, about to be a dad, we had our first
        became a grandfather = became a grandpa, became a grandfather, going to be a grandpa, going to be a grandfather
        became an uncle = became an uncle, going to be an uncle, be an uncle
        graduated = finished college, finished school, finished university, finished my degree, got my degree, \
        graduated college, graduating, finished uni, finished my masters, got my diploma
        passed an exam = passed my exam, passed my exams, passed the exam, passed my test, passed my finals, \
        passed the bar, passed my driving test
        had surgery = having surgery, had an operation, getting surgery, had knee surgery, had back surgery, \
        had shoulder surgery, had heart surgery, surgery went well, recovering from surgery, surgery next week, \
        having knee surgery, need surgery, had my surgery
        was in hospital = in the hospital, in hospital, out of the hospital, out of hospital, got hospitalized
        broke a bone = broke my arm, broke my leg, broke my ankle, broke my wrist, broke my foot, broke my hand, \
        broke my collarbone, broke my finger, broke my toe, broke my ribs, broke a rib, fractured my wrist, tore my acl
        had an accident = car accident, got in an accident, got into an accident, car crash, crashed my car, \
        totaled my car, wrecked my truck, motorcycle accident, had a crash, bike accident, wrecked my car, totalled my car
        quit smoking = stopped smoking, gave up smoking, giving up smoking, quitting smoking
        quit drinking = stopped drinking, got sober, months sober, years sober, weeks sober, days sober, quit alcohol
        lost weight = lost ten pounds, lost 10 pounds, lost 20 pounds, lost 30 pounds, lost twenty pounds, lost a lot of weight
        ran a marathon = ran a marathon, ran my first marathon, finished a marathon, ran a half marathon, \
        training for a marathon, ran the marathon, running a marathon
        going back to school = going back to college, back to school
        went back to school = back in school, went back to college
        started a business = opened a shop, opened a restaurant, opened my own shop, started my own business, \
        launched my business, opened my own business, started my own company, opened a bar
        won something = won the lottery, won a tournament, won first place, won the championship
        got a pet = got a puppy, got a new puppy, adopted a dog, adopted a puppy, got a kitten, adopted a cat, \
        got a dog, got a cat, rescued a dog, adopted a kitten, got a new dog, rescued a cat
        renovated his home = renovating my house, renovating the kitchen, remodeling my kitchen, remodeling the kitchen, \
        renovating the house, redoing my kitchen, remodeling the bathroom, remodeling my bathroom, renovating my kitchen, \
        renovating the bathroom
        wrote a book = published my book, published a book, finished my book, publishing a book
        paid off a debt = paid off my loan, paid off my loans, paid off my house, paid off my car, paid off my debt, \
        paid off my student loans, paid off my mortgage
        """)

    /// Days that come round: told as his own they are an event.
    static let occasions = Lexicon(
        """
        birthday, anniversary, wedding anniversary, wedding, graduation, retirement party, promotion, surgery, divorce
        baby shower, bachelor party, stag do, high school reunion, family reunion, school reunion, job interview
        housewarming, high school reunion, class reunion, reunion, funeral, knee surgery, car accident, job offer, honeymoon, court date, engagement, operation, thesis defense, house closing
        """)
}
