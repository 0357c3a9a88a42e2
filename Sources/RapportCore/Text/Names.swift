/// Names of people and places that messages hold without a capital.
package enum Names {
    /// Given names that are no everyday words, lower case.
    package static let given = words(
        """
        aaron abby abdul abigail abraham adam adrian adriana ahmed aidan aiden aisha alan albert alberto aldo alec \
        alejandro aleksandr alessandro alex alexa alexander alexandra alexandre alexis alfonso alfred alfredo ali alice \
        alicia alison allan allen allison alvaro alvin alyssa amanda amelia amir amit amy ana anders andre andrea andreas \
        andres andrew andrey andy angela angelica angelina angelo angie anita ann anna anne annie anthony antoine anton \
        antonio ariana ariel arjun arnold arthur arturo ashley ashton asher aubrey audrey austin ava avery axel barbara \
        barney barry bastian beatrice bella ben benedict benjamin bennett benny bernard bernie bert bethany betty bianca \
        blake bob bobby boris brad bradley brady brandon brandy brenda brendan brent bret brett brian brianna bridget \
        brittany brodie bruce bruno bryan bryce bryson caleb calvin cameron camila camilla carl carla carlo carlos carmen \
        carol carolina caroline carson carter casey cassandra cassie catalina catherine cathy cecilia cedric cesar chad \
        charles charlie charlotte chelsea cheryl chloe chris christa christina christine christoph christopher chuck \
        cindy claire clara clarence claudia clayton clement cliff clifford clint clinton clyde cody colby cole colin \
        colton connor conor conrad corey cory courtney craig cristian cristina curtis cynthia daisy dale dallas damian \
        damien damon dan dana daniel daniela daniella danielle danny daphne darius darrell darren darryl dave david davis \
        deborah debbie declan denis denise dennis derek derrick desmond devin devon diana diane diego dimitri dmitri \
        dominic dominik don donald donna donnie doris dorothy doug douglas duane duncan dustin dwayne dwight dylan earl ed \
        eddie edgar eduardo edward edwin eileen elaine elena eli elias elijah elisa elise elizabeth ella ellen ellie elliot \
        elliott elsa elton elvis emanuel emil emilia emiliano emilio emily emma emmanuel enrique eric erica erik erika \
        erin ernest ernesto esteban esther ethan eugene eva evan evelyn ezra fabian fabio felipe felix fernando filip \
        fiona florence floyd frances francesca francesco francis francisco franco francois frank frankie franklin fred \
        freddie freddy frederick gabe gabriel gabriela gabrielle gareth garrett gary gavin gemma geoff geoffrey george \
        georgia gerald gerard gianni gilbert gina gino giovanni giulia glen glenn gloria gonzalo gordon grant greg gregg \
        gregory greta guillermo gustavo hailey hamza hannah hans harley harold harrison harry hassan hayden heather \
        hector heidi helen helena henrik henry herbert herman hernan holly howard hugh hugo hunter ian ibrahim ignacio \
        igor imran ines ingrid irene irina iris isaac isabel isabella isabelle isaiah ismael ivan jace jackie jackson \
        jacob jacqueline jaden jaime jake jakob jamal james jameson jamie jan jane janet janice jared jasmine jason \
        javier jayden jeff jeffrey jenna jennifer jenny jeremiah jeremy jerome jerry jesse jessica jessie jesus jill jim \
        jimmy joachim joan joanna joao joaquin jodie joe joel joey johan johann johanna johannes john johnathan johnny \
        jon jonah jonas jonathan jordan jorge jose joseph josephine josh joshua josiah juan juanita judith judy julia \
        julian juliana julie juliet julien julio julius justin kaitlyn kareem karen karim karina karl kate katherine \
        kathleen kathy katie katrina kayla keith kelly kelsey kelvin ken kendra kenneth kenny kent kevin kim khalid kieran \
        kimberly kirk klaus kristen kristin kristina kurt kyle kylie lance larry lars laura lauren laurence lawrence \
        layla lea leah leandro lee leila lena leo leon leonard leonardo leroy leslie lester levi lewis liam lillian lily \
        linda lindsay lindsey lionel lisa liz logan lorenzo louis louise luca lucas lucia luciano lucy luis luiz lukas \
        luke luna lydia lynn mackenzie madeline madison maggie malcolm manuel marc marcel marcelo marcia marco marcos \
        marcus margaret maria mariana marie marilyn mario marissa marius marko markus marlon marshall martha martin \
        martina marvin mary mason massimo mateo mathew mathias mathieu matt matteo matthew matthias maureen mauricio \
        maurice megan mehmet melanie melinda melissa melvin mercedes micah michael micheal michel michele michelle \
        miguel mikael mike mikey mila milan miles milo mindy miranda mitch mitchell mohamed mohammad mohammed moises \
        molly monica morgan morris moses muhammad mustafa myles nadia nancy naomi natalia natalie natasha nate nathan \
        nathaniel neil nelson nicholas nick nicky nico nicola nicolas nicole niels nigel nikita niklas nikolai nina noah \
        noel nora norma norman oleg oliver olivia omar orlando oscar osman otto owen pablo paige pamela paolo pascal \
        patricia patrick paul paula paulo pedro penelope perry peter phil philip philippe phillip phoebe pierre preston \
        rachel rafael raj rajesh ralph ramon randall randy raphael raquel rashid raul ravi raymond rebecca reginald \
        reid renata rene rhys ricardo riccardo richard rick ricky riley rita rob robbie robert roberta roberto robin \
        rocco rodney rodrigo roger roland roman romeo ron ronald ronnie rory rosa ross roxanne roy ruben rudy rupert \
        russ russell ruth ryan sabrina salvador salvatore sam samantha sami samir sammy samuel sandra sandro sandy \
        santiago sara sarah saul savannah scott sean sebastian selena serena serge sergei sergey sergio seth shane \
        shannon sharon shaun shawn sheila sheldon shelly sherry sidney silvia simon simone sofia sonia sophia sophie \
        stacey stacy stan stanley stefan stefano stella stephan stephanie stephen steve steven stewart stuart sue \
        susan susanna suzanne sven sylvia tamara tanya tara tatiana ted teresa terrence terry thea theo theodore theresa \
        thiago thomas tiffany tim timothy tina tobias toby todd tom tomas tommy toni tony tracy travis trent trevor \
        tristan troy tucker tyler tyrone tyson valentina valerie vanessa vera vernon veronica vicky victor victoria \
        viktor vincent vinny vinnie virginia vivian vlad vladimir wade wallace walter wanda warren wayne wendell wendy wes \
        wesley wilfred willem william willie wilson winston wyatt xavier yolanda yusuf yvonne zachary zack zach zane zoe
        """)

    /// Given names that are everyday words too: names only where they are written or called like one.
    package static let everyday = words(
        """
        angel art autumn bill buddy christian dawn dean drew eve faith gene grace guy harmony honey hope jack jay jean \
        joy june king kit lane mark max may melody misty nick pat penny ray rich rob rose ruby sky stormy summer sunny \
        tiger violet will lucy lance frank chase grant
        """)

    /// Cities, countries and states that are no everyday words, by their most telling word.
    package static let places = words(
        """
        alabama alaska amsterdam arizona arkansas athens atlanta auckland austin australia austria baltimore bangkok \
        barcelona belgium berlin birmingham boise boston brazil brisbane bristol brooklyn brussels budapest buffalo \
        calgary california canada cardiff chicago chile cincinnati cleveland colombia colorado columbus connecticut \
        copenhagen cork cuba dallas delaware denver detroit dubai dublin edinburgh edmonton egypt england europe finland \
        florida france frankfurt geneva germany glasgow greece hamburg hawaii helsinki houston idaho illinois india \
        indiana indianapolis iowa ireland israel istanbul italy jacksonville jamaica japan johannesburg kansas kentucky \
        lisbon liverpool london louisiana louisville lyon madrid maine malaysia manchester manhattan marseille maryland \
        massachusetts melbourne memphis mexico miami michigan milan milwaukee minneapolis minnesota mississippi missouri \
        montana montreal moscow munich nashville nebraska netherlands nevada newcastle nigeria norway ohio oklahoma omaha \
        ontario oregon orlando oslo ottawa paris pennsylvania perth philadelphia philippines phoenix pittsburgh poland \
        portland portugal prague quebec raleigh rome russia sacramento scotland seattle seoul shanghai sheffield \
        singapore spain stockholm sweden switzerland sydney tampa tennessee texas thailand tokyo toronto tucson tulsa \
        utah vancouver vegas venice vermont vienna virginia warsaw washington wellington wisconsin wyoming zurich \
        angeles diego francisco antonio orleans jersey charlotte
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
