/// Words by which a suggestion sells: an offer, a price, a tip, something to unlock.
enum SalesWords {
    /// - Complexity: O(length).
    static func areIn(_ text: String) -> Bool { matcher.touched(by: text) == [true] }

    private static let matcher = LexiconMatcher([
        Lexicon(
            named: [
                "good": """
                (video/videos/vid/vids/clip/clips/set/sets/photo/photos/picture/pictures/content/bundle/selfie/selfies/album/
                  gallery/surprise/custom/customs/ppv/menu/series)
                """
            ],
            signs: """
                unlock~
                (tip/tips/tipped/tipping/tipper)
                (price/prices/priced/discount/discounts/sale/deal/offer/offers/offered/special/exclusive/
                  exclusives/purchase/purchased/buy/bought/order/ordered/subscribe/subscription/renew/vip/ppv/
                  menu/bundle/bundles)
                <money>
                (dollar/dollars/bucks/usd/euro/euros/cents)
                (pay/pays/paid/paying/afford/cost/costs/worth/cheap/expensive/charge)
                (custom/customs)
                $good ..3 (for you | just for | ready | waiting | want to see | exclusive | private | in your
                  (inbox | dms) | check | only | you will love | to see)
                (made | make | have | got | prepared | filmed | shot | recorded | posting | sending | send | sent
                  | new | little | special | dropping | drop | uncut | full | whole | watch | see) ..4 $good
                (just for you | for your eyes only | want to see | do you want to see | be the first | first (one
                  | ones)? (to | get) | you will be the first | ready to see | open it | check your (inbox | dms |
                  messages) | want more | want to see | do not make me wait | before i change my mind | waiting for
                  you)
                (spoil/spoiled/spoiling/treat) (me | your girl)
                (wishlist | gift | gifts | send me (something | money | a gift))
                (support me | support (this month | my page))
                """)
    ])
}
