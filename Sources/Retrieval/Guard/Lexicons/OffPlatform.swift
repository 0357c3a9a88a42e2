extension Lexicon {
    /// Other services, contacts of one's own, and payment past the platform.
    static let offPlatform = Lexicon(
        named: [
            "app": """
            (whatsapp/telegram/snapchat/snap/instagram/discord/signal/kik/skype/wechat/viber/facebook/messenger/
              tiktok/twitter/facetime/imessage/wickr/session/threema/twitch/reddit/hangouts/zoom/line/steam/
              tinder/bumble/hinge/onlyfans/fansly/patreon
              | snap chat | what is app | face time | google chat | what is app)
            """,
            "pay": """
            (paypal/cashapp/venmo/zelle/bitcoin/btc/crypto/revolut/wise/moneygram/skrill/ethereum/usdt/iban | cash
              app | apple pay | google pay | western union | bank transfer | wire transfer | gift card~ | amazon
              card | steam card | direct deposit | wire you)
            """,
            "your": "(your | what is your | what is your | the | a | ya)",
        ],
        harmless: """
            (saw | seen | watching | watch | scrolling | scroll | found you | posted | post | wasting time | stuck |
              video | videos | clip | clips | reel | reels | story | streaming | stream | streams | followers |
              trending | viral | ad | account got (hacked | banned)) ..3 (on | from) (my)?
              (instagram/tiktok/twitter/facebook/reddit/youtube/twitch/steam)
            (deleted | delete | quit | hate | banned from | left | off) (my)?
              (instagram/tiktok/twitter/facebook/reddit/tinder/bumble/hinge)
            (tinder | hinge | bumble) (is | date | dates | sucks | match | matches | girls | bio | profile)
            (game/games/sale/deck/library/played/playing/bought/got/room/engine/iron/punk/shower/boat/train) ..3 steam
            steam (game/games/deck/sale/room/shower/library/is)
            (front | finish | punch | pick up | first in | long | in | on the | over the | power | product | bottom |
              dead | fishing | conga | state | clothes | production | assembly | yard | goal | party | story) line
            line (up | of | dance | at | for | cook)
            (zoom) (call | meeting | meetings | class | in | out | at work | with (my | the) (boss | team | client))
            (work | my | the) zoom
            (snap) (out | back | at | my | your | judgment | his | her | decision | fingers | in half | the)
            (oh | ah) snap
            (cold | ginger) snap
            (cell | wifi | phone | bad | no | tv | radio | traffic | turn | smoke | good | lost | weak | strong |
              mixed) signal
            signal (is | here | was | strength | lost)
            (likewise | wise (man | words | guy | choice | woman | old | decision))
            (training | gaming | therapy | recording | jam | gym | study | workout | photo | next | long | a | this |
              my | good | chat | the | last) session
            (bitcoin/crypto/btc/ethereum)
              (crash/crashed/is/went/mining/market/price/prices/trader/trading/investor/wallet/bro)
            (invest/invested/trading/trade/lost/made/bought/mining) ..3 (bitcoin/crypto/btc/ethereum)
            (bought | got | gave | give) (my | him | her) ..3 gift card
            (use/used/using/pay/paid/paying/buy) ..4 (on here | to unlock | for my subscription | for the
              subscription)
            (mail/email/emails/emailed) (from | at) (my | the | work) (boss/work/office/client/customer)?
            (work/boss/client) (email/emails/mail)
            (phone | number) (died | is (dead | dying | broken))
            (your) number (one | #1-1) (fan)?
            (number) (of | #1-20 | one | plate | crunching)
            (text/texted/call/called) (my | his | her | him | back (my | the))
              (mom/dad/brother/sister/boss/wife/ex/friend/doctor/landlord/insurance)?
            (conference | cold | close | phone | roll | sick | last | wake up | on) call (with | from | center | me
              later lol)?
            you (call | called) me (babe/handsome/honey/daddy/sir/cute/baby/that/sweet/dear/crazy/funny)
            call me
              (babe/handsome/honey/daddy/sir/cute/baby/that/sweet/dear/crazy/funny/maybe/old/a/an/tom/mike/dave/
              john/jim/steve/by/what/your/when
              you (miss | want to)?)
            my (telegram/discord/twitch/reddit/youtube/instagram/twitter) (channel/server/page/feed/algorithm)
              (about/is/has/for/got/full)
            (instagram/tiktok/twitter/facebook)
              (style/worthy/model/models/filter/reel/reels/post/posts/picture/pictures/photos/video/videos/clip/clips)
            """,
        signs: """
            (add/text/message/dm/hit/call/find/follow/reach/talk/chat/write/move/moving/switch/go/take/continue/use/
              using/on/have/got/get/through/over/via/to/give/send/share/your/my/same/is/join/swap/exchange/prefer/
              try/contact/ping/video/be/you)
              ..4 (on | to | over | via | through | your | my | a | me | you | off)? ..1 $app
            ^ $app
            $app
              (me/instead/is/id/name/username/handle/number/account/link/user/group/premium/or/please/so/add/for/to/
              better/maybe/call/video/chat)
            (do | are) you ..3 $app
            $app ..3 (easier/better/cheaper/private/privately/instead/faster/safer)
            (your | your | give me | send me | can i (get | have) | could i (get | have) | what is | what is | drop |
              share | get | have | trade | exchange | swap) ..2 (your | your | the | a | private | personal | real)?
              ..1 (number | phone number | cell | digits | email | mail | whatsapp | handle | username | socials |
              contact | phone)
            (my) (private | personal | cell | phone | mobile | work | new)?
              (number/cell/email/mail/digits/whatsapp/snap/instagram/handle/username/user/id/telegram/discord) (is |
              name is | here | for you | if | in case | at)
            ^ (<phone>/<email>)
            (my) (number | email | cell | mail | phone) (is)? (<phone>/<email>/<handle>)
            (text | call | message | reach | email | mail | contact | hit | ring | write | facetime | whatsapp | dm |
              add | find | follow) (me | us | you)? ..3 (<phone>/<email>/<handle>/<link>)
            (text | call | ring | phone | email | facetime | whatsapp | dm) (me) (on | at | directly | instead |
              outside | later | sometime | tonight | anytime | privately | here | if | when | personally | your |
              please | off)
            (can | could | may | let me | want to | want to | i will | i would | would love to) ..2 (text | call |
              email | facetime | phone | dm | whatsapp | video call) (you)
            (text | call | facetime | video call | phone call | video chat) ..2 (each other | outside | off here | off
              this | for real | privately | on the phone | instead)
            (talk | chat | speak | text | continue | meet | take this | take it | move | moving | go | connect |
              communicate | message | keep talking | get to know) ..4 (off (this | here | the | of | platform | app |
              site | onlyfans) | outside (of)? (this | here | the | onlyfans | this app) | elsewhere | somewhere else
              | somewhere (more)? private | another (app | site | platform | place) | different (app | site | platform
              | place) | on the phone | other app | on my phone | off platform | offline)
            (off | outside) (of)? (the | this)? (platform/app/site/website)
            (leave | get off | quit | ditch) (this) (app/site/platform/website | place and)
            (another | other | different | better | private | cheaper) (app/site/platform/apps/sites) ..3
            (pay/paying/send/sending/sent/tip/transfer/wire/paid/buy/accept/take/use/via/through/by/with/on/your/
              have/a/to)
              ..4 $pay
            $pay (me/you/instead/tag/for/or/is/account/link/address/directly/please/handle/id/accepted/works)
            ^ $pay
            (do | can | could | would) you ..3 $pay
            (pay/paying/send/tip/buy/transfer/give/wire) ..4 (you | you | money | it | cash)? ..2 (directly | direct |
              outside | off (here | the | this | site | app | platform) | privately | under the table | without the
              (fee | fees | site | app) | in cash | cash | another way | some other way | a different way | elsewhere
              | straight to you | to your (account | bank))
            (avoid | skip | bypass | without | save | dodge | around | get around | cut out | saves) ..3 (fee/fees |
              the cut | their cut | platform cut | the middleman | middleman | percent cut | <percent>)
            (they | site | platform | app | onlyfans | of) ..2 (take/takes/taking/keeps/keep) ..3 (<percent> | cut |
              fee | fees | half | percent | so much)
            (your | your | got | have | any | other | private) (socials | social media | social | bank (account |
              details) | account number | iban | cashtag | wallet | wallet address | wishlist | amazon wishlist |
              private (account | page | instagram))
            (bank (account | details)) (so | and | to | number | for)
            (<handle>) ..4 (on | add | follow | $app)
            (add | follow | dm | find) (me | us)? (<handle>/<link>/<email>)
            (my (name | user | username | handle) (is | on)) ..4 ($app | there | everywhere | on there)
            (look | search) (me | for me | you) (up)? (on | at)
            (add me | dm me | pm me | follow me | hmu) (on | at | there | here is | at my | elsewhere | and)?
            (get/have/want/need/give/send/share/drop/text/is/exchange/swap) ..3 (your | your | me your | me your |
              the) (number | digits | cell | email | whatsapp | contact | phone number | socials)
            (another | second | private | secret | other | different) (private | secret)?
              (account/profile/page/channel)
            (private | real | personal) (phone | number | email | line | chat somewhere | contact)
            (private | cell | mobile) number
            (email/mail) (me/address | you | it to | instead)
            (send | sent) ..4 to my (email/mail/phone/cell/number/inbox | gmail)
            (<link>)
            (can we | could we | let us | let us | we (can | could | should) | why do not we) ..2
              (talk/text/chat/facetime/skype/video) (somewhere | on (the phone | another | a | my | your) | off |
              outside | by | over | privately | for real | elsewhere)
            (gmail/hotmail/yahoo/protonmail/outlook)
            (write/message/find/contact/reach/get/hit/add/talk) ..2 (me | you | hold of | up) ..2 (there | over there
              | elsewhere | on my (page | profile | phone) | at my) (instead)?
            (other/another/different/better/easier) way ..2 (to | of | i can) ..3
              (pay/paying/send/sending/reach/reaching/talk/talking/contact/tip/chat/message/support/get)
            (how) (do | can | could | would | else) (i | we | you) ..2 (reach/contact/call/text/find/pay/message/talk)
              ..4 (outside | off | elsewhere | besides | without | directly | other than | if | when you | privately)?
            (give/gave/send/tell/dm/pm/leave/drop/slip) ..2 (me | you | you) ..1 (your | your | my | the | a)?
              (number/digits/cell/contact/instagram/email/whatsapp/handle/socials/telegram/skype/phone)
            (too many (eyes | people) | not safe | is being watched | they read | they can see | monitored | being
              monitored) ..5 (here | elsewhere | app instead | chat | messages | other | else)
            (do | can | could | would) (you) ..2 (facetime | video chat | video call | phone call | call me | text me
              | skype | zoom)
            (private | secret | personal | real | main | backup) (instagram | instagram | snap | snapchat | facebook |
              twitter | telegram | account | page | profile | tiktok)
            (website/site/page/store/shop/link) ..2 (of)? (your own | outside | instead | elsewhere)
            (group chat | chat room | server | group) (on | in) ..2
            (card/paypal/here/site/fees) ..4 (rip off | ripoff | scam | too high | rather pay | instead)
            (can/could/would/should/will/shall/may) ..1 (we | i | you) ..2
              (skype/whatsapp/facetime/zoom/snap/discord/telegram/text)
            """,
        hints: """
            $app
            $pay
            (number/digits/email)
            (private | privately | personal | directly)
            (outside | elsewhere | off here | somewhere else)
            (text me | call me | message me)
            (fees | cheaper | middleman)
            """)
}
