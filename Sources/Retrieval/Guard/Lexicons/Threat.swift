extension Lexicon {
    /// Violence, stalking and blackmail. `i would kill for a pizza` and `you are killing me` are none.
    static let threat = Lexicon(
        named: [
            "you": """
            (you | your family | your kids | your mom | your dog | your boyfriend | your husband | your ass | you |
              her | him | them | that bitch | this chatter | everyone there | all of you)
            """,
            "hurt": """
            (kill/killing/hurt/hurting/beat/beating/stab/stabbing/shoot/shooting/strangle/strangling/choke/
              murder/murdering/punch/punching/smash/slap/slit/cut/burn/burning/bury/destroy/ruin/ruining/end/
              break/attack/rape/kidnap/harm/find/hunt/finish/crush/hit/smack/knock/drown/poison/torture)
            """,
        ],
        harmless: """
            lock your doors ..3 (everyone/people/storm/night/guys)
            (beat/beats/beating) (him | her | them | my (wife | husband | boss | ex | neighbor | coworker | brother |
              dad | roommate)) (#0-99 | at | by | in | to the | easily | again)
            $not ..2 $hurt ..1 $you
            (find/finding/found) you
              (so/very/really/attractive/beautiful/funny/sweet/interesting/hot/cute/amazing/something/a | on here |
              online | someone)
            (bet | think | could | can | will | going to) ..4 (beat/destroy/crush) (you | them | him | her) (in | at)
            (find/hit/beat/kill/crush/smash/hunt/destroy/finish/end) (you | them | him | her | everyone) (in | at |
              on) (the)?
              (game/cod/fifa/chess/mario/pool/fortnite/madden/bowling/golf/darts/uno/scrabble/poker/ping/tennis/
              racing/trivia/warzone/halo/leaderboard)
            (you) (are | is)? ..1 (kill/killing/kills/destroying/ruining) me
            (hit/hitting) (you | me) (up | back | with)
            (beat/beating) (you | you | him | her | them) (to | home | there | up there)
            (kill/killing) for
            (find | finding) (out | it | me | time | a | your way)
            find you (a | the | some | something | something nice | here | the one)
            (crush) on
            (break) (you | your) (the news | in | a)
            (ruin/ruined/ruining) (you | your) (for | surprise | day | evening)? (for other | surprise | for)
            (cut) (you) (a | some | off | in)
            (burn) you (a | some)
            (spoil/bury/smother) you (in | with) (kisses/gifts/love/flowers/roses/compliments)
            (shoot) (you) (a | an) (message/text/picture/note/dm/mail)
            (hunt/find) ..1 (you) ..1 (a | an | the) (gift/present/ring/dress/copy)
            (chase/find) you ..2 (dreams/heart/dream)
            (movie/film/game/book/show/episode/character/series/novel) ..8 $hurt ..2 $you?
            (watch/watching/seen/saw/see) ..2 (your | you) ..2
              (video/videos/live/stream/story/show/clip/clips/post/posts/dance/smile/grow/on)
            (know | knows | have | found) ..2 (your) (sister | brother | mom | family) ..3
              (love/lovely/nice/sweet/beautiful/well)
            (pay/paid/paying) ..3 (worth | every penny | deserve (a | the) (raise | break | tip))
            """,
        signs: """
            (will | going to | would love to | want to | about to | swear | could | can | going to | coming to | come)
              ..2 $hurt (you | you | your (family | kids | mom | ass | dog | boyfriend | husband | face | life |
              career | account | page | reputation))
            i (will | am going to | swear i will | could | can | am coming to) ..2
              (kill/hurt/beat/stab/shoot/strangle/murder/destroy/bury/hunt/end/find/smash/punch) $you
            (want | wish | hope) (you | you | someone) ..2 (dead | die | dies | get hurt | gets hurt | hurts you |
              rapes you | suffer | rot | burn | get cancer | get hit)
            (hope) ..2 (you) ..2 (die/suffer/rot/burn/dead/hurt/regret/crash)
            (you) (deserve | should | need | ought) to (die | be dead | be shot | be hurt | suffer | be beaten | be
              punished | be taught a lesson | pay for this | be stabbed | burn)
            (you | your) (are | is)? ..1 (dead meat | a dead (woman/girl/man/bitch) | as good as dead | going to die |
              dead to me | dead bitch)
            (you are | you are | you) (dead) (if | when | bitch | whore | soon)?
            kill yourself
            (go | just) die
            (watch your back | watch out | sleep with one eye open | look over your shoulder | lock your doors | check
              your locks)
            (i)? know (exactly)? where (you | your (family | kids | mom | daughter | son | parents))
              (live/lives/sleep/work/park/go/stay | and)
            (i)? (know | have | got | found | find | found out | finding) (out)? (your | where you | what) ..1 (real
              name | address | home address | house | street | apartment | workplace | car | license plate | daily
              routine | ip | ip address | live)
            (i)? (will | can | am going to | could) (find | track | hunt | trace | come for | come after | get | catch
              | locate) (you) (down | and | no matter | wherever | anyway | one day | soon | myself)?
            (track/tracking/tracked/trace/traced/hunt/hunting) (you | your) (down | location | ip | phone | car)?
            (outside | in front of | parked at | parked outside | waiting at | waiting outside | standing outside |
              driving past | drove past | drive by | followed you | following you | watching) (your | you) (house |
              home | apartment | window | place | door | building | gym | work | car | sleep | undress | every)
            (follow/followed/following) you (home | to | from | around)
            (i am)? (coming | come) (for | after) (you | you | your)
            (wait until | wait till | see what happens | you will see what | you do not know what) ..3 (i get | i find
              | happens | i am capable | i can do | i do | i will do)
            (or else)
            (you will | you are going to | you will | make you | you would) (regret | be sorry | pay for | suffer |
              beg | wish you) (this | it | for | ever | had | were)?
            (make you | you will) pay (for)? (this | what | it)?
            (teach you a lesson | get what is coming | get what you deserve | what is coming to you | had it coming |
              payback | get even | revenge | get my revenge)
            (leak/leaking/leaked/spread/spreading/publish/expose/exposing/upload/release) ..3 (your | all your | those
              | these | the | you) ..2 (picture | pictures | picture | photos | videos | video | nudes | content |
              real name | address | chats | screenshots | identity | secret | everything| to your (family | dad | mom
              | boss | work | husband | friends | boyfriend | everyone))
            (leak/leaking/spread/expose) ..1 (all)? ..1 your
            (hope/want/wish) (someone/somebody/something | a man | a car | he | they) ..3
              (hurt/hurts/happens/kill/kills/rape/rapes/beat/beats/hit/hits) (you | to you | your)
            (found/have/know/got) (out)? (your) (real | full | legal | home)?
              (name/address/workplace/family/number/school) ..8 (and/see/careful/boss/everyone/family/you)
            your (kids/kid/daughter/son/children/mom/sister/family) ..4
              (go/goes/school/live/lives/pretty/safe/cute/walk/walks/home) ..6
              (careful/school/nice/watch/shame/if/where/know/remember)?
            (beat/kick/choke/smash) ..3 to (death/pulp | a pulp)
            (keep | go ahead and) (playing/ignoring/testing/messing/lying/laughing/blocking/pushing) ..3 (and see |
              and watch | see what | and you will | i dare you | and i will | you will)
            (see | find out) what happens (to | when | if)
            (expose/exposing/doxx/dox/doxing/doxxing) (you | you | your)?
            (tell/telling/show/send/sending/message/messaging/email) ..2 your
              (family/mom/dad/husband/boyfriend/boss/parents/work/kids/school/church/employer/neighbors) (what |
              everything | about | all | who | the | these)
            (blackmail~ | extort~)
            (pay/send/give) me ..4 (or | otherwise | unless) ..3
              (post/leak/share/tell/send/expose/everyone/will/going)
            (unless | if you do not) ..8 (leak/post/expose/hurt/kill/tell/report/ruin/regret/sorry/find/come)
            (burn/burning) ..2 (your | down your | the) (house/place/home/building/studio) (down)?
            (throw/pour) acid
            (got | have | bring | bringing | bought | buy | loaded | load) ..2 (gun/knife/rifle/bat/machete) ..6
              (you/your/her/him/there/over)
            (gun/knife/bullet/bomb) ..4 (your | you | with your name)
            (shoot | shooting up | blow up | bomb) ..2 (place/office/house/studio/up)
            (put) (a bullet | you in (the)? (ground/hospital/grave) | hands on you)
            (break/breaking) (your | every bone | her | his) (neck/legs/arms/bones/bone/face/jaw/window)
            (smash/punch/slap/cut/bash) (your | her | his | that) (face/head/throat/windows/teeth/car)
            (slit/cut) (your | her | his) throat
            (rape | raping) (you | you | her)
            (beat/kick) (your | the shit out of | the crap out of | his | her) (ass | you | her | him)
            (beat you (up | down | senseless | black) | choke you out | knock you out | knock your teeth)
            (i will | am going to | going to) (ruin/destroy/end/finish) (your | you)
            (ruin/destroy/end) your (life/career/page/reputation/account/business/marriage)
            (cross me | mess with me | ignore me again | block me (and | again | i)) ..6
              (see/regret/sorry/find/happens/dead/hurt/will)
            (last warning | final warning | this is a threat | not a threat | it is a promise not | you have been
              warned | consider this)
            (if i can not have you) ..4
            (nobody | no one | noone) (else)? (will | can | gets to | is going to) (have | touch) you
            (do not make me) ..1 (come | hurt | find | do something | angry | drive)
            (want you (dead | gone | to suffer | hurt))
            (kill | hurt | murder | stab | shoot | beat) (him | her | them | my (wife | husband | boss | ex | neighbor
              | coworker | brother | dad | roommate)) (if | when | tonight | tomorrow | for | with | one day)?
            (you) (better/best) ..4 (or | before | if you) ..5
              (happen/bad/regret/sorry/hurt/worse/else/consequences/find)
            (something bad | bad things | terrible things | an accident) ..2 (will | going to | could | might | may |
              can) happen
            (show | showing | turn | turning) up (at | on) (your) (door/doorstep/house/place/work/job/home/apartment)
            (make | making) your life (hell | a living hell | miserable | a nightmare)
            (make | will make) (you) (suffer/pay/cry/beg/bleed/sorry/regret)
            (you have | you got | have | giving you | give you) ..1 (#1-72 | one | two) (hours/hour/minutes/days/day)
              ..4 (or | before | to) ..8 (send/leak/post/tell/answer/reply/pay/else/regret)
            (before | or) i ..1 (send/leak/post/tell/expose/share/release/come/hurt/find/ruin) ..5
              (screenshots/pictures/picture/videos/mother/mom/family/everyone/you/dad/boss/online/work/husband/
              school)?
            (end/ends/ended) up (in (the | a)? (hospital | ground | ditch | grave | morgue | coffin | body bag) |
              dead)
            (hope/wish) ..2 (your | you) ..4
              (burn/burns/crash/crashes/dies/die/cancer/suffer/rot/lose/alone/hurt/fire/hell)
            (cut/chop/slice/carve/stab) (you | her | him | them) (up | open | down | into)
            (would be | be | what) (such)? a (shame | pity) (if)? ..6
            (see/watching/watch/seen/saw) ..2 (your | you) ..2 (bedroom | window | light | house | sleeping | sleep |
              door | car | kids | from here | right now | undress | leave | come)
            (owe me | collect | collecting) ..5 (one way or | or else | i always | i will | pay up | blood)
            (one way or (another | the other)) ..4
            (smash/break/cut/rearrange/ruin/scar/burn/bash/destroy) (that | your | her | his) ..1 (pretty | little |
              ugly | stupid | smug)? (face/teeth/jaw/nose/skull/head/legs/knees/fingers)
            (will not | not going to | will not) ..1 be (so | that | as)
              (nice/gentle/kind/friendly/patient/calm/polite/forgiving)
            (next time) ..5 (nice | hurt | regret | sorry | worse | not be so | different)
            (break/breaking/broken) (his/her/your/their/every/both)
              (legs/leg/arms/neck/bones/kneecaps/fingers/face/jaw)
            (recorded | saved | kept | have | got | screenshotted | screenshots of) ..3 (everything | all of it |
              every | our chats | our chat | videos | it all | the calls) ..5
              (dad/mom/mother/husband/boss/copy/family/everyone/internet/post/send/police/school/father/online/public)
            (your) (dad/mom/mother/husband/boss/father/boyfriend/family/parents/landlord/employer/school) ..3 (will |
              going to | going to | would love to | should) ..2 (get/see/know/find/hear/love/receive/copy)
            you are dead
            (you) (will be | are | going to be | about to be) (dead/finished/sorry/ruined/exposed/done/next/hurt)
            (come | coming | drive | driving | drove) (down | over)? ..1 (there | to (your | you) | for you) ..3
              (and)? ..2 (smash/beat/hurt/kill/hit/fight/slap/deal/handle/sort/teach/settle/face)
            (get | got) (your) (ip | ip address | location | address | license plate | real name | home address)
            (know | knows | found | have) ..2 (your)
              (sister/brother/mom/mother/dad/kids/son/daughter/family/boyfriend/husband/parents/school/address/
              schedule/routine/car/plate
              | real name | home address | ip | workplace | full name) ..6
            (police | cops | nobody | no one) ..2 (will | can | could | would) ..2 (help/find/save/protect/hear) (you
              | your | your body)
            (sleep well | sleep tight | sweet dreams) ..4 (while you can | i can see | i see | last | locked)
            (bitch/whore/slut/cunt) ..4 (die | dead | pay | regret | hurt | find | deserve | beat | kill | sorry)
            (die/kill/beat/hurt/rape/pay) ..3 (bitch/whore/slut/cunt)
            (shut/shutting/take/taking/getting/get) ..2 (your) (account/page/profile) ..2 (down | banned | deleted)
              ..6 (if/unless/or/watch/promise)?
            (report/reporting) you ..4 (unless | if you do not | until you)
            (do | does) (as | what) i say ..4 (or/unless/hurt/regret)?
            (i am not)? (warning | warned) (you) ..3
            (your days are numbered | tick tock | run while you can | better run | you can not hide | can not hide
              from me | can run but)
            (going to | will | going to) (get | come for | come after | take care of | deal with | handle) (you | you
              | her | him) (bitch | one day | soon | good | eventually | sooner or later | when you)
            (throw | push | shove) (you) (off | down | in front | under | out)
            (put you) (in)? (the ground | a grave | hospital | your place | coffin)
            (dig/digging) (your grave | a hole for you)
            (send/sending) (someone/people/guys/somebody | my boys) ..2 (to | after | over) ..2 (your | you)
            (post/posting/send/sending/show/share/sharing) ..2 (all)? ..1 (your | those | these | the | our) ..2
              (picture/photos/videos/video/nudes/content/chats/screenshots/messages/secret) ..3 (to (your | everyone |
              all | the whole)/online/everywhere/internet/public | on (reddit/twitter/facebook/instagram))
            (make sure | see to it | guarantee | promise) ..2 you (never/will/lose/pay/regret/suffer/are) ..4
              (work/live/sleep/regret/pay/everything/again/job/fired/banned/ruined/hurt)?
            (show/send/sending/give/giving/forward/mail) ..2 (your | all your | the | these | those) ..1
              (picture/pictures/photos/photo/videos/video/nudes/screenshots/messages/chats/content) ..1 to (your |
              everyone | all | the | his | her)
            (your | those | the | your)
              (picture/pictures/photos/videos/nudes/screenshots/chats/content/secrets/name/address) ..2
              (go/goes/going/gets/get/will/end/ends) ..2
              (online/public/viral/leaked/posted/everywhere/out/reddit/internet)
            (deserve | need | want | earned | get | have) ..1 (a)? (bullet/beating/slap/lesson/rope/punch | good
              beating | good slap)
            (have been | been | am | was | keep | started) (following/watching/stalking/tracking/tailing) (you | your
              | you)
            (never | not | no longer) ..2 be safe ..3
            (you are | not | never | nowhere is | no where) (not)? safe (from me | anymore | anywhere | there |
              tonight)
            (pay you | pay her | pay your (family | mom | kids)) ..1 (a)? visit
            (cousin/brother/friend/friends/buddies/boys/guys/people/guy) ..4 (visit | hurt | break | beat | find |
              teach | handle | take care of) ..2 (you/your/her/him)
            (swear/promise/vow) ..5 (end/kill/hurt/find/destroy/ruin/get/break/bury/finish/make) (you/your/her/him |
              them pay)
            (die/burn/rot/suffer/drown/choke) (in (a | the)? (fire | hell | pain | ditch | car crash) | alone | slowly
              | screaming | on it)
            (waiting/wait/standing/sitting/parked/hiding) ..2 (outside/behind/near/by/at/across/in) ..2 (your)
            (know/knows) ..2 (car/bus/route/street/building/apartment/floor/gym/bar/store) you
              (drive/take/live/walk/work/train/shop/park/use)
            (what/which) (car/bus/route) you (drive/take)
            (your | your) (little | precious | stupid | cute)? (career/page/account/business/reputation/marriage/life)
              ..2 (is/will/be/gets) ..2 (over/finished/ruined/done/destroyed/gone)
            (teach) (you | her | him | them) ..1 (a)? lesson
            (come/coming/going/drive/driving/fly/flying) ..3 (your | your)
              (city/house/door/home/place/work/town/apartment) ..6 (sorry/regret/hurt/pay/kill/beat/find/deal/face)
            (your | your) address (is | at) ..8 (soon/see/visit/coming/careful/right/is it not/tonight)
            see you soon bitch
            (post/posting/upload/uploading/leak/share) ..1 (all)? your ..1
              (nudes/picture/pictures/photos/videos/video/chats/content/private) ..6
            (have/got/found/know) ..2 your
              (mom/mother/dad/father/sister/brother/family/boss/husband/boyfriend/kids/daughter/son) ..2
              (number/phone/address/email/name/school/work/facebook)
            (get | put | lay) my hands on (you | her | him)
            (kill | hurt | shoot | end) (you | her | him | us) (and then | and | then) (me | myself)
            (strangle/choke/suffocate/stab/shoot/bury/murder/slaughter/butcher) (you | her | him | them | someone)
            (people/guys/friends/someone) ..4 (who/that) ..2 (can | will | could) (hurt/find/get/kill/beat/visit/deal)
              ..2 (you/her/him)
            (hurt/kill/beat/stab/shoot/destroy/end/ruin) ..1 (anyone/anybody/everyone/every/whoever/any) ..2
              (who/that/man/guy/touches/talks/near)
            (hope/wish/want/need/deserve) ..3
              (raped/beaten/stabbed/shot/mugged/robbed/attacked/killed/cancer/aids/fired/evicted)
            (everyone/everybody/people/world/internet/they) ..2
              (see/sees/know/knows/find/finds/learn/learns/hear/hears) ..3 (your | who you | what you) ..2
              (real/face/name/are/do/did/address)
            """,
        hints: """
            (find you | find you)
            (you ..3 (regret/sorry) | warned/warning/warn)
            (where you live | your address | your house)
            (hurt/kill/dead/die/pain)
            (bitch/whore/slut)
            (gun/knife)
            (watching you)
            (you ignored me | ignoring me | ignore me | blocked me | block me)
            (lied to me | scammed me | scam/scammer | owe me)
            (see what happens)
            """)
}
