extension Lexicon {
    /// Numbers, addresses and cards. What a fan says is his own contact is `offPlatform`.
    static let thirdPartyData = Lexicon(
        named: [
            "road": """
            (street/st/avenue/ave/road/rd/lane/ln/drive/dr/boulevard/blvd/court/ct/terrace/circle/cir/highway/
              hwy/parkway/pkwy/crescent/close/alley/trail/square
              | apt | apartment | unit)
            """,
            "other": """
            (her/his/their/he/she/they/ex/wife/husband/mom/mother/dad/father/brother/sister/friend/friends/
              roommate/boss/neighbor/neighbour/coworker/girlfriend/boyfriend/daughter/son/cousin/uncle/aunt/
              grandma/grandpa/landlord/teacher/doctor/buddy/mate/guy/girl/someone/partner/manager/colleague/
              colleagues/client/customer/patient/fiance/fiancee/stepdad/stepmom/dude/woman/man)
            """,
            "data": """
            (number/phone/cell/address/email/mail/ssn/passport/license/licence/iban/pin/password/login/card/
              birthdate/dob/postcode/zip
              | phone number | social security (number)? | credit card | debit card | date of birth | bank
              (details | account | login) | account number | license plate | medical records | home address | full
              name | maiden name)
            """,
        ],
        harmless: """
            (my | mine | me) (own | new | private | cell | phone | real | personal)?
              (number/cell/phone/email/mail/contact/whatsapp/snap/instagram) ..2 (<phone>/<email>/<handle>)
            (text | call | reach | message | email | mail | whatsapp | ring | hit | add | contact | find) (me | us)
              ..3 (<phone>/<email>/<handle>)
            (my (name | user | handle | username | instagram | snap | telegram | discord)) ..4 <handle>
            $data (is)? (not working | died | broken)
            (gave/got/get/ask/asked/want/have) ..2 (her/his/your/the) number
            (his/her/their) (phone) (is/was/died/broke/rang)
            (my) (number | cell | phone) (is | changed)
            """,
        signs: """
            <phone>/<card>/<ssn>/<iban>
            <email>
            #1-99999 ..3 $road
            (live/lives/living/lived/stays/address/works/house/home/located) ..4 #1-99999 (<word>)? ..2 $road
            (live/lives/address) ..2 (at | is) #1-99999
            (here | this) (is | are) (my)? ..2 $other (phone | cell | email | home address | address | social | ssn |
              full name | credit card | card | bank | login | password | number | details | contact | medical)
            $other ..2 (number | email | address | ssn | passport | cell | phone number | card | dob | iban | plate |
              zip | pin | password) ..3 (is | was | ends in | on file | here) ..3 (#0-99999 |
              <phone>/<number>/<email>/<link>/<handle>/<date> | it | saved)?
            $other (social security | ssn | passport number | credit card | bank (details | account) | date of birth |
              license plate | medical (records | file) | password/pin/login/passcode)
            (social security number | card number | cvv | expiry | expiration date | exp date | security code |
              routing number | account number | sort code | passport number | drivers license number | license plate |
              mothers maiden name | maiden name)
            (cvv/iban/ssn)
            (card/visa/mastercard/amex) ..4 (<number>/<card> | #1000-99999)
            (my | our)
              (coworker/neighbor/boss/ex/roommate/friend/sister/brother/wife/manager/teacher/colleague/landlord/
              neighbour/doctor/girlfriend/cousin)
              ..3 (full name is | is called | lives (at | on) (#1-99999 | ..3 $road) | address is | number is | phone
              is)
            (lives/live) (at | on) (#1-99999 | ..3 $road)
            (her | his | their | ex | wife | boss) (full name | real name) (is | and)
            (look | looked | lookup) (up)? ..2 (her | him | his | them) ..3 (number | address | name | phone)
            (call | text | email | message | prank | spam | dm) (her | him | them | my (ex | boss | wife | sister |
              brother | friend | mom | roommate | neighbor | buddy)) ..3 (<phone>/<email>/<number>/<handle>/<link>)
            (<handle>) ..2 (is)? (my | her | his) (ex | wife | sister | friend | account | boss)
            (her | his | their | ex | wife) (instagram/snap/facebook/handle/onlyfans/profile/tiktok) ..2 (is)? ..1
              (<handle>/<link>)
            (born) (on | in)? <date>
            (born) (on)? (january/february/march/april/may/june/july/august/september/october/november/december) #1-31
              th? ..2
            $other ..2 (login/password/pin/passcode/pw/account) ..3 (is | was | user | pw)?
            (dad/mom/wifes/husbands/bosses/brothers/sisters) ..2 (login/password/pin/pw/card/account)
            (lives/lived/living/moved/stays/staying/works/located) ..2 (at | to | on) ..5 $road
            (she | he | they) (is | are | lives | live | stays) ..1 at #1-99999
            $other ..2 (number/phone/cell/mobile/landline) ..2 is? (#0-99999 #0-99999999 | #100-99999999)
            (neighbor/neighbour/boss/coworker/ex/teacher/landlord/roommate/colleague/guy/girl/woman/man/manager/
              doctor)
              (is)? ..1 (called | named | name is) ..4 (#1-9999 | lives/street/road/works/number/address/avenue)
            """,
        hints: """
            $other ..2 $data
            (<number> | #10000-99999)
            <date>
            $road
            <handle>
            """)
}
