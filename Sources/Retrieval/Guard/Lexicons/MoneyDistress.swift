extension Lexicon {
    /// Money that is missing for living, debts, a lost job, gambling. `too expensive for me` is a matter of price.
    static let moneyDistress = Lexicon(
        named: [
            "living": """
            (rent/mortgage/bills/bill/food/groceries/electricity/electric/heating/gas/utilities/tuition/insulin/
              diapers/medicine/meds/childcare/formula/insurance
              | child support | car payment | water bill | kids lunch | student loan)
            """,
            "debt": """
            (debt/debts/loan/loans/overdraft/overdrawn/bankrupt/bankruptcy/foreclosure/foreclosed/eviction/
              evicted/repossessed/repo/garnished/homeless/broke/collections/collectors/payday)
            """,
        ],
        harmless: """
            (broke/broken) (up | my | the | a | down | into | in | out | her | his | it | our | even | both)
            (it | that | car | truck | phone | bike | screen | thing) ..2 broke
            (stone)? broke (the | a)
            (not | never | no longer | was | were | used to be) ..2 $debt
            (paid/pay/paying) off ..3 (debt | loan | loans | mortgage | card | cards | student loans)
            (debt) (free)
            (evicted/evict) (him | her | my tenant | them)
            (tenant/tenants | landlord here) ..6 (rent/evicted/late)
            (loan officer | mortgage (broker | advisor))
            (work/works/working/job) ..5 (debt/loans/mortgage/mortgages/bankruptcy)
            (in your debt | owe you one | owe you a)
            (fired) (up | the grill | from the)
            (repo) (man | on github | code)
            (homeless) (shelter | people | guy | man | dog | cat)
            (free rent | rent (a | the) (car/movie/boat/house/cabin/place/bike))
            (rent/renting) (a | an | the)
            (bet/bets/betting) (you | that | on it | it | your | she)
            (bank) (holiday | job | robbery | shot | teller | of)
            (kick/kicked/kicking) out (of (the)? (bar | club | band | game | gym | group) | the jams)
            (blew/blown) (my | the) (mind | nose | whistle | candle | candles | cover)
            in college
            (rent/bills/mortgage) ..6 (covered/sorted/fine/handled | all good)
            """,
        signs: """
            (can not | could not | can barely | can hardly | could barely | do not know how | how am i going to | how
              will i | how do i | unable to | struggling to | struggle to | no money for | no money to | nothing left
              for | not enough for | not enough to | need money for | short on | behind on | late on | late with |
              behind with | need to pay | instead of | should go to | meant for | supposed to be | for my | worried
              about | worrying about | missed | out of my) ..4 $living
            $living ..3 (is | are | was)? ..1 (due | overdue | late | past due | unpaid | behind | not paid | bounced
              | cut off | shut off)
            (spent/spend/spending/blew/used/use/using/gave/put/skip/skipped/skipping/took/take/dipping) ..5 (rent |
              mortgage | savings | grocery | groceries | tuition | food money | bill money | paycheck | inheritance |
              retirement | pension | meds | lunch | dinner | meals| college fund | emergency fund | child support |
              food money | kids (money | fund | college | savings) | car payment)
            (rent/grocery/food/bill/gas/savings/tuition) money (on | for | this | to | gone | again | went)
            (evicted/eviction/foreclosure/foreclosed/repossessed/bankrupt/bankruptcy/overdraft/overdrawn/garnished/
              garnishing)
            (lost | losing | about to lose | going to lose | might lose | going to lose | may lose) ..1 (my | our |
              the) (job/house/home/apartment/business/car | only income | income | place)
            (got | get | been | was | am | just | i am getting | being | were) (fired | laid off | let go | furloughed
              | sacked| laid off | let go | made redundant)
            (laid off | unemployed/jobless | out of work | no job | without (a)? job | unemployment (ran | check |
              ended | money | is))
            (drowning | buried | deep | swimming | neck deep | sinking | thousands | so much | up to my) ..3 debt
            (in | with | my | credit card | gambling | medical | of) debt
            (maxed/maxing/max) (out)? ..4 (card/cards/credit | out)
            (credit)? card/cards ..3 (maxed | declined | are full)
            (took | taking | take | taken | taking out | took out | get | getting | got | need | another) ..3
              (loan/loans | payday (loan | advance) | cash advance | second mortgage)
            (payday | title) (loan/loans)
            (debt | bill) (collector/collectors/collection | collections)
            (owe/owing/owed) ..4
              (money/thousands/bank/irs/tax/taxes/bookie/shark/sharks/landlord/hospital/<money>/grand | k | loan)
            (gambling/gambled/gamble/casino/betting/slots/poker/bookie/blackjack/roulette/crypto) ..6
              (lost/debt/debts/everything/savings/paycheck/addiction/addicted/rent/problem/again/all/owe/broke/
              thousands/wiped)
            (lost/lose/losing/blew) ..5 (gambling/casino/betting/slots/crypto/poker/scam/bets/bookie)
            (lost (everything | it all | all my (money | savings) | my life savings | my savings))
            (savings | account | bank account | wallet | paycheck | fridge | money) ..3 (gone/empty/zero/wiped/drained
              | run out | ran out | all gone | in the red | negative | overdrawn | dried up)
            (am | is | are | dead | flat | completely | totally | so | really | pretty | still | super) broke (right
              now | now | until | till | this | and | because | as | after | since | again | lately | now | but | can
              not | i | so)?
            (flat broke | dead broke | stone broke)
            (penniless/destitute)
            (can not | could not) (afford) ..2
              (food/eat/eating/rent/meds/heat/heating/gas/groceries/living/insulin/live/bills/medicine/doctor/
              dentist/lunch/diapers
              | to eat | to live | the bills | my bills | this anymore but | it anymore)
            (paycheck to paycheck)
            (no | zero | any | have no | without | out of | ran out of) (money | cash | income) (left | for | until |
              till | to (eat | live | pay | feed | buy) | at all | coming | this month)
            (<money> | #0-100 (dollars/bucks/euros)?) (left | to my name | to last | in my (account | bank) | until
              payday | till payday | for the (month | week)) ..3
            (sold/sell/selling/pawn/pawned/pawning) ..3 (my | our | the) ..2
              (car/truck/house/guitar/console/xbox/tv/laptop/furniture/plasma/watch/ring/bike/tools/stuff) ..4 (to
              (pay | afford | buy | see | talk | keep | support | tip) | for (rent | you | food | money | bills | this
              | your))
            (sell/selling/sold) (plasma | blood | my (plasma | blood))
            (food (bank/stamps/pantry))
            (borrow/borrowed/borrowing) ..5
              (mom/dad/brother/friend/friends/money/rent/bank/boss/sister/coworker/parents | from everyone) ..5
            (living/sleeping/live/sleep) (in | out of) (my | the | a) (car/truck/van/shelter/tent | motel)
            (homeless) (soon | now | next | if | shelter for me | again | and | by)?
            (power/electricity/water/gas/heat/heating/lights) ..3 (cut | shut | turned) off
            (choose/choosing/choice/deciding/decide) between ..4 (rent/food/meds/bills/eating/groceries/heat)
            (kids/family/wife/children/baby) ..5 (hungry | go without | need food | no food | diapers | no presents |
              starving)
            (wife/husband/she) ..3 (found out | find out | will leave | does not know | would kill | discovers | sees)
              ..6 (spent/spend/spending/money/card/cards/statement/debt/bill/savings/account)
            (spent | spend | spending) (too much | way too much | everything | all my | my last | the last | more than
              i (have | make | earn | can)) ..3 (here | on you | on here | on this | money | dollars | savings | cash
              | <money> | paycheck | this month | already)?
            (last) (<money> | #1-100 (dollars/bucks) | dollar/dollars/paycheck/penny)
            (can not | can not) stop (spending | paying | buying | tipping)
            (irs | taxes | tax man) ..6 (owe | lien | levy | froze | garnish | after me | seize)
            (evict/evicting/evicted/foreclosing/foreclose/repossessing/repossess)
            (sold/sell/selling/pawn/pawned/pawning) (my | our) ..5 (to | so i can | so i could) ..3
              (talk/talking/chat/chatting/keep/pay/see/unlock/afford/eat/subscribe/buy)
            (cut/shut/turned/shutting/turning/cutting) (off)? (my | our | the)
              (power/electricity/electric/water/gas/heat/heating/internet/phone) (off)?
            (bank | they) ..2 (froze | taking | took | takes | seize | seizing | closing) (my | our | the) (account |
              house | home | car)
            (business/company/shop/store/restaurant) ..3 (is)? (going under | went under | failing | bankrupt |
              closing down | collapsed | folded)
            (hours | pay) (got | were | have been | been)? cut ..6 (rent | bills | afford | money | half)
            (divorce) ..6 (took everything | cleaned me out | left me (broke | with nothing) | bankrupt)
            (scammed/scam) ..5 (savings | money | thousands | out of | everything | <money>)
            (money worries | money problems | money troubles | money trouble | financial (trouble | problems | ruin |
              stress | crisis | hardship) | financially (ruined | struggling | drowning))
            (stressed | worried | worry | stress | crying | scared | panicking | anxious) ..3 (about)?
              (money/bills/rent/finances/debt/mortgage)
            (landlord/landlady) ..5 (out/eviction/notice/days/kick/kicked/kicking/late/rent/threatening/locks/lawyer)
            (kicked/kicking/kick/thrown/throwing) (me | us | out) ..3 (out | apartment | house | street)
            (skip/skipped/skipping/missed/miss/missing) ..3
              (dinner/lunch/meals/meal/breakfast/eating/food/payment/payments/meds) ..6
              (you/tip/afford/pay/money/unlock/buy/again/subscribe)?
            (bank/they) ..2 (taking/take/took/foreclosing/repossess/repossessing/calling/seizing/seized) ..2
              (house/home/car/truck/account/everything)
            (child support | alimony) ..8 (pay/paid/behind/late/owe/missed/months/because)
            (have not | has not | not | can not | did not | never) ..1 (paid/pay) ..3 (rent | support | bill | bills |
              mortgage | loan | insurance | electric | child support | car)
            (behind/late/overdue) (on | with) ..3
              (rent/mortgage/car/bills/payments/loan/payment/support/everything/cards/electric)
            (#1-12 | one | two | three | few) (months/weeks/month) (behind/late/overdue)
            (choose/chose/choosing/choice/decide/deciding) between ..5
              (food/rent/medication/meds/medicine/eating/bills/you/heat/gas/groceries)
            (ends meet)
            (working/work/have) (#2-4 | two | three) jobs ..6 (still/bills/rent/broke/enough/barely/afford/just)
            (unemployment/benefits/disability/welfare/severance) ..3
              (run/runs/ran/ends/ended/cut/stopped/denied/check/over)
            (garnish/garnished/garnishing)
            (going through | after | since | because of) ..1 (a | my | the)? divorce ..6
              (taking/took/everything/lawyer/lawyers/house/money/broke/half/afford/expensive/own/nothing)
            (ex wife | she | lawyer | lawyers) ..3 (taking/took/takes/cleaned/drained/bleeding) ..3
              (everything/dry/house/out/accounts/account/own/savings)
            (can not | could not | no money | not enough | nothing) ..2 (put/for/to)? ..2 (gas/fuel) (in | for | to |
              money)
            (food stamps | food bank | food banks | food pantry | soup kitchen | welfare | snap benefits)
            (should not | should not) (be)? (spending/spend/spent/buying/paying) ..4
              (here/money/this/much/you/anymore/on)?
            (waiting/wait/until/till) ..3 (payday | paycheck | pay check) ..4
              (eat/food/broke/gas/groceries/afford/buy)
            (blew/blown/spent/burned/wasted/gone/drained/emptied) ..3
              (paycheck/savings/check/bonus/retirement/inheritance/account/wages/salary/pension/money)
            (whole | entire | last | all my) (paycheck/savings/check/salary/wages/pension/retirement)
            (took/take/taking/stole/steal/stealing/borrowed/used) (money)? ..3 (from | out of)? ..2
              (savings/kids/daughters/sons/wife/wifes/mom/fund/retirement/company/register/till/boss/work/college/
              daughter/son/children)
              ..2 (savings/fund/money/account/college)?
            (lost/lose/losing/dropped/down) ..3 (<money> | #1-999 (k | grand | thousand | thousands) | thousands |
              grand | everything | savings | house) ..4 (on | at | in | to |
              betting/bets/casino/poker/slots/crypto/sports/stocks/scam/gambling)
            (sports)? (bets/betting/gambling/casino/poker/slots) ..4
              (lost/down/debt/hole/addicted/problem/stop/again/savings/everything/rent)
            (in the hole | in a hole | in deep | underwater on | upside down on) ..4
            (declined/maxed/overdrawn/overdraft/bounced/nsf)
            (credit/score) ..3 (ruined/destroyed/shot/tanked/maxed/bad/gone)
            (can not | could not) (pay/afford/cover/make) ..4 (rent | bills | mortgage | payment | payments | food |
              it all | electric | insurance | support | loan | meds | minimum)
            (pay/paying) ..2 (rent/bills/mortgage) ..4 (or | how | can not | late | with what | do not know | after)
            (repo/repossessed/towed) ..4 (car/truck/man/today/van/bike/yesterday)
            (sleep/sleeping/slept/live/living) (in | on) (my | the | a)? ..1
              (car/truck/van/couch/couches/street/streets/shelter/park/tent/motel)
            (homeless)
            (spent/spend/spending) ..3 (<money> | #100-99999 | thousands | hundreds | everything | too much) ..4 (on
              you | here | this (month | week | site | app)) ..6 (can not | afford | wife | rent | should | sorry |
              bills | broke | stop | debt | regret)
            (company/business/shop/store/factory/plant/job/office) ..3
              (closing/closed/shut/shutting/bankrupt/folded/laid/laying/cut/cutting) ..3 (down/off/hours/us/my/jobs)?
            (hours/shifts/overtime) (got | were | are | being | was) cut
            (no | without) (heat | electricity | power | water | food | groceries | hot water) ..4
              (house/home/because/since/afford/paid/bill/left/money/kids)?
            (eat/eating/ate/living/lived/survive/surviving) (only)? (on | just)? ..1
              (ramen/noodles/rice/beans/bread/cereal) ..4
              (week/weeks/days/month/payday/broke/money/again/because/only/left)
            (help me | need help | can you lend | lend me | loan me | could you lend) ..4
              (money/rent/bills/<money>/pay/cash/dollars)
            (debt/debts) (is/are/keep/keeps/i/from/again/of/to/and)
            (student/medical/hospital/vet/legal/lawyer) (loans/loan/debt/bill/bills/fees) ..4
              (drowning/crushing/killing/pay/owe/afford/thousands/due/behind/buried)
            (bills) ..3 (pile/piling/piled/stack/stacking/stacked/due/overdue/late/afford/everywhere/drowning/unpaid)
            (#1-12 | one | two | three | few | couple) (payments/payment) (behind/late)
            (fired/laid/sacked/dismissed) (me | us) (today | yesterday | this | off | last | after | because | on)
            let (me | them | him) go (today/yesterday/after/because/from/last/on/at)
            (boss/company/manager/work/job/they) ..2 (fired/sacked/dismissed) me
            (pawn/pawned/pawning/hocked)
            (gambled/gambling/gamble) ..4 (away | salary/paycheck/savings/rent/wages/money/everything/house/all)
            (account | bank account | balance | wallet | savings) ..3 (minus/negative/zero/overdrawn/red/empty | #0-20
              (dollars/bucks | <money>)?) ..2
            (sued/sue/suing/lawsuit/summons/court) ..5
              (bill/bills/debt/unpaid/loan/landlord/money/medical/credit/rent)
            (spend/spent/spending) ..1 (every | each | my last | the last | literally every)
              (cent/penny/dollar/dime/paycheck/bit)
            (can not | could not | unable to | not able to) (feed | clothe | support | provide for) (my/our/the)? ..1
              (kids/family/children/son/daughter/wife/baby/dog/myself)
            (nothing | no money | no cash | not a cent | not a dime | not a penny | zero dollars) (left)? ..2
              (till/until/to/before/for/because/after) ..4
            (first | end) of the month ..4 (broke/nothing/until/till/money/rent/paid/eat/left)?
            (nothing/broke) ..2 (till/until) ..2 (first | friday | monday | payday | end of | next)
            (sold | selling) my ..3 (to | for) ..2 (bills/rent/you/food/money/afford/gas/pay)
            (i | we) (am | are)? ..1 (really | totally | completely)? (desperate/struggling) ..3
              (money/financially/cash/bills/rent/survive)
            (cut/cutting/slashed/reduced) (my | our) (hours/pay/shifts/salary/wages/overtime)
            (gambling/gamble/casino/betting/slots/crypto/divorce/debt/debts/loans/spending) ..1
              (ruined/destroyed/wiped/killed/broke/bankrupted/ate/took/cost/costing/ruining) ..2
              (me/my/us/everything/out/life/marriage)
            (froze/frozen/locked/closed/seized/garnished/emptied/drained) ..2 (my | our) ..1
              (account/accounts/card/cards/assets/wages/savings)
            (not | do not have | never have | hardly have | barely have | without) ..1 (enough) ..2 (to | for) ..2
              (pay/rent/food/eat/bills/gas/groceries/live/cover/mortgage/survive/month/feed)
            (unemployment/disability/severance/savings/money/benefits) ..3 (running out | runs out | ran out | almost
              gone | drying up | dried up | is gone | are gone)
            (loan/loans) (shark/sharks)
            (have to | had to | going to have to | need to | might have to | must | forced to | will have to | about
              to) (sell | pawn | lose | give up | move out of) ..2 (my | our | the)
              (house/home/car/truck/apartment/business/place)
            """,
        hints: """
            (rent/mortgage/bills/groceries/tuition/electricity)
            (broke/poor/debt)
            (fired/unemployed)
            (payday/paycheck)
            (can not afford | not afford | can not afford)
            (no money | out of money | low on money | short on money | little money)
            (lost ..1 (job | house))
            (savings/loan/credit)
            (spent too much | spending too much)
            (struggling/desperate/ashamed)
            """)
}
