extension Lexicon {
    /// Countries, their parts, and large cities. Names that are common words (Nice, Reading, Mobile) are left out:
    /// a capital letter or a plain "I live in" tells them, see `Slot.town`.
    static let places = Lexicon([countries, regions, states, americanCities, otherCities].joined(separator: "\n"))

    private static let countries = """
        the US = us, usa, the usa, the us, united states, the united states, the states, america, murica
        the UK = uk, the uk, united kingdom, great britain, britain, gb
        England, Scotland, Wales, Northern Ireland, Ireland, Canada, Australia, New Zealand = nz
        Germany = deutschland
        Austria, Switzerland, France, Belgium, Luxembourg, Spain, Portugal, Italy, Greece, Malta, Cyprus, Denmark, Sweden
        the Netherlands = netherlands, holland
        Norway, Finland, Iceland, Poland, Hungary, Slovakia, Slovenia, Croatia, Serbia, Bosnia, Romania, Bulgaria, Albania
        the Czech Republic = czech republic, czechia, the czech republic
        Estonia, Latvia, Lithuania, Ukraine, Moldova, Belarus, Russia, Turkey, Israel, Lebanon, Egypt, Morocco, Tunisia
        Algeria, Kenya, Nigeria, Ghana, Ethiopia, Uganda, Tanzania, Zambia, Zimbabwe, Botswana, Namibia, Senegal
        South Africa, Saudi Arabia, Qatar, Kuwait, Bahrain, Oman, Iraq, Iran, Afghanistan, Pakistan, India, Bangladesh
        the Emirates = uae, the uae, emirates, united arab emirates
        Sri Lanka, Nepal, Thailand, Vietnam, Cambodia, Laos, Malaysia, Singapore, Indonesia, China, Taiwan, Japan
        the Philippines = philippines
        South Korea = korea
        Hong Kong, Mongolia, Kazakhstan, Georgia, Armenia, Azerbaijan, Mexico, Guatemala, Honduras, El Salvador
        Nicaragua, Costa Rica, Panama, Colombia, Venezuela, Ecuador, Peru, Bolivia, Chile, Argentina, Uruguay, Paraguay
        Brazil = brasil
        Cuba, Jamaica, Haiti, Puerto Rico, Barbados, Trinidad
        the Dominican Republic = dominican republic, the dr
        the Bahamas = bahamas
        """

    private static let regions = """
        the Midwest = midwest, the mid west
        the East Coast = east coast
        the West Coast = west coast
        the Pacific Northwest = pacific northwest, pnw, the pnw
        the South = the deep south, down south
        the North = up north
        New England, Southern California = socal
        Northern California = norcal
        the Bay Area = bay area
        Long Island, the Bronx = bronx
        Brooklyn, Queens, Manhattan, Staten Island, the Rockies, Upstate New York = upstate ny, upstate
        Europe, Scandinavia, Asia, Africa, South America, Latin America, the Caribbean, Yorkshire, Cornwall, Kent, Essex
        Lancashire, Devon, Dorset, Norfolk, Suffolk, Surrey, Sussex, the Highlands, the Midlands, Tasmania, Queensland
        New South Wales = nsw
        Ontario, Quebec, Alberta, British Columbia = bc
        Manitoba, Saskatchewan, Nova Scotia, New Brunswick, Newfoundland, Bavaria, Tuscany, Sicily, Catalonia, Andalusia
        """

    private static let states = """
        Alabama, Alaska, Arizona, Arkansas, California = cali
        Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana
        Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada
        New Hampshire, New Jersey = jersey, nj
        New Mexico, New York = ny, new york state
        North Carolina, South Carolina, North Dakota, South Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island
        Tennessee, Texas = tx
        Utah, Vermont, Virginia, Washington = washington state
        West Virginia, Wisconsin, Wyoming, Washington DC = dc, washington d c
        """

    private static let americanCities = """
        New York City = nyc, new york city
        Los Angeles = la, l a
        Chicago = chi town
        Houston, Phoenix, Philadelphia = philly
        San Antonio, San Diego, Dallas, San Jose, Austin, Jacksonville, Fort Worth, Columbus, Charlotte, Indianapolis
        San Francisco = sf, frisco
        Seattle, Denver, Boston, El Paso, Nashville, Detroit, Oklahoma City = okc
        Portland, Las Vegas = vegas
        Memphis, Louisville, Baltimore, Milwaukee, Albuquerque, Tucson, Fresno, Sacramento, Kansas City, Mesa, Omaha
        Atlanta = atl
        Colorado Springs, Raleigh, Long Beach, Virginia Beach, Oakland, Minneapolis, Tulsa, Tampa, New Orleans = nola
        Arlington, Wichita, Bakersfield, Cleveland, Aurora, Anaheim, Honolulu, Riverside, Corpus Christi, Lexington
        Saint Louis = st louis
        Saint Paul = st paul
        Stockton, Cincinnati, Pittsburgh, Greensboro, Lincoln, Anchorage, Plano, Orlando, Irvine, Newark, Toledo, Durham
        Chula Vista, Fort Wayne, Jersey City, Saint Petersburg = st petersburg, st pete
        Laredo, Madison, Chandler, Buffalo, Lubbock, Scottsdale, Reno, Glendale, Gilbert, Norfolk Virginia, Chesapeake
        Winston Salem, Fremont, Baton Rouge, Richmond, Boise, San Bernardino, Spokane, Rochester, Des Moines, Modesto
        Birmingham, Fayetteville, Tacoma, Oxnard, Fontana, Montgomery, Little Rock, Akron, Huntsville, Augusta
        Grand Rapids, Salt Lake City = slc, salt lake
        Tallahassee, Worcester, Newport News, Knoxville, Providence, Santa Ana, Brownsville, Chattanooga
        Fort Lauderdale, Miami, Tempe, Eugene, Springfield, Vancouver, Fort Collins, Jackson, Charleston, Savannah
        Syracuse, Dayton, Hartford, Bridgeport, Santa Fe, Asheville, Ann Arbor, Lansing, Green Bay, Topeka, Fargo
        Billings, Bozeman, Missoula, Sioux Falls, Rapid City, Cheyenne, Burlington, Manchester, Concord, Albany
        Myrtle Beach, Key West, Naples, Sarasota, Gainesville, Pensacola, Daytona, West Palm Beach, Santa Barbara
        Palm Springs, San Luis Obispo, Santa Cruz, Santa Monica, Pasadena, Berkeley, Bakersfield, Galveston, Waco, Amarillo
        """

    private static let otherCities = """
        Toronto, Montreal, Calgary, Edmonton, Ottawa, Winnipeg, Halifax, Quebec City, Hamilton, Victoria, Saskatoon, Regina
        London, Liverpool, Leeds, Sheffield, Bristol, Newcastle, Nottingham, Leicester, Brighton, Southampton, Portsmouth
        Plymouth, Oxford, Cambridge, York, Norwich, Coventry, Hull, Derby, Exeter, Swansea, Cardiff, Glasgow, Edinburgh
        Aberdeen, Dundee, Inverness, Belfast, Dublin, Galway, Limerick, Sydney, Melbourne, Brisbane, Perth, Adelaide
        Gold Coast, Canberra, Darwin, Hobart, Cairns, Auckland, Wellington, Christchurch, Queenstown, Berlin, Hamburg
        Munich = münchen
        Cologne = köln
        Frankfurt, Stuttgart, Düsseldorf = dusseldorf, duesseldorf
        Leipzig, Dresden, Hanover, Nuremberg, Bremen, Vienna = wien
        Salzburg, Graz, Innsbruck, Zurich = zürich
        Geneva, Basel, Bern, Paris, Lyon, Marseille, Toulouse, Bordeaux, Lille, Strasbourg, Nantes, Brussels, Antwerp, Ghent
        Amsterdam, Rotterdam, Utrecht, Eindhoven, The Hague, Madrid, Barcelona, Valencia, Seville, Malaga, Bilbao, Ibiza
        Mallorca, Tenerife, Lisbon, Porto, Rome, Milan, Turin, Florence, Bologna, Venice, Verona, Palermo, Athens
        Thessaloniki, Copenhagen, Aarhus, Stockholm, Gothenburg, Malmo, Oslo, Bergen, Trondheim, Helsinki, Reykjavik, Warsaw
        Krakow, Gdansk, Wroclaw, Poznan, Prague, Brno, Budapest, Bratislava, Ljubljana, Zagreb, Split, Belgrade, Bucharest
        Sofia, Tallinn, Riga, Vilnius, Kyiv = kiev
        Lviv, Moscow, Istanbul, Ankara, Tel Aviv, Jerusalem, Beirut, Cairo, Casablanca, Marrakesh, Tunis, Nairobi, Lagos
        Accra, Johannesburg = joburg, jozi
        Cape Town, Durban, Pretoria, Dubai, Abu Dhabi, Doha, Riyadh, Karachi, Lahore, Mumbai, Delhi, Bangalore, Chennai
        Kolkata, Hyderabad, Dhaka, Colombo, Kathmandu, Bangkok, Phuket, Chiang Mai, Hanoi, Saigon, Kuala Lumpur, Jakarta
        Bali, Manila, Cebu, Tokyo, Osaka, Kyoto, Seoul, Busan, Beijing, Shanghai, Shenzhen, Taipei, Mexico City, Cancun
        Tijuana, Monterrey, Guadalajara, Bogota, Medellin, Caracas, Quito, Lima, Santiago, Buenos Aires, Montevideo
        Sao Paulo = são paulo
        Rio de Janeiro = rio
        Brasilia, Havana, Kingston, San Juan, Santo Domingo, Nassau
        """

    /// Kinds of place in which people say that they live.
    static let surroundings = Lexicon(
        """
        near the beach = the beach, a beach
        near the sea = the sea, the ocean, the coast, the shore, the water
        near a lake = the lake, a lake
        near a river = the river, a river
        in the mountains = the mountains, a mountain
        in the desert = the desert
        in the woods = the woods, the forest
        in the countryside = the countryside, the country, the sticks, the middle of nowhere
        on a farm = a farm, the farm
        on a ranch = a ranch, the ranch
        on an island = an island, the island
        in a small town = a small town, a tiny town, a little town, a village, a small village
        in a big city = a big city, the city, the big city
        in the suburbs = the suburbs, a suburb
        downtown = the city center, the city centre
        near the border = the border
        near an airport = the airport
        """)
}
