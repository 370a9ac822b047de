/**
 * What stands in written names besides names, by language: titles, degrees, families, companies, joiners. One table for every
 * rule that reads a name; a language is added by adding rows. Words stand here as `wordKey` writes them.
 */
import { compose } from '../../text.ts'
import { givenNames } from '../given-names.ts'
import { lexicons } from '../lexicons.ts'
import { once } from '../once.ts'

/** How a word of a name is looked up: lower case, without accents, dots, commas, quotes and hyphens: "Dipl.-Ing." is "dipling". */
export const wordKey = (word: string): string =>
  compose(word.toLowerCase(), 'NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}&+]/gu, '')

const rows = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(
    lines
      .join(' ')
      .split(' ')
      .flatMap((word) => (word ? [wordKey(word)] : [])),
  )

/** Before a name, and no part of one in any language. */
export const titles = rows(
  // Of many languages
  'dr prof professor ing univprof privdoz docent doç arq advokat',
  // English
  'mr mrs ms miss mx rev revd msgr cllr councillor atty engr',
  // German, Danish, Norwegian and Swedish
  'herr herrn frau dipl dipling diplinform diplkfm diplpsych diplkffr diplbetriebsw fru frøken fröken candmag',
  'rechtsanwalt rechtsanwältin steuerberater steuerberaterin notar notarin pfarrer pfarrerin pfr maga mmag ddr pd apl',
  // French
  'm mme mlle monsieur madame mademoiselle maître avocat avocate docteur professeur pr',
  // Italian
  'avvocato architetto dott dottssa dottoressa dottore sigra signor signora signorina avv profssa gentma gentssa',
  // Spanish and Portuguese
  'sr sra srta señor señora señorita senhor senhora dra drª profa profª exmo exma abogado abogada advogado advogada',
  // Dutch
  'dhr mevr mevrouw mw ir drs advocaat',
  // Czech, Slovak and Polish
  'mudr judr rndr phdr inż',
  // Russian and Greek
  'г-н г-жа господин госпожа проф д-р доц κος κα δρ',
  // Turkish
  'sayın',
)

/** What follows a title without a space: "Dr.med.", "Dr.-Ing.", "Dr.rer.nat.", "Prof.in", "Dr.ssa". */
export const titleEnds = rows(
  'med dent vet rer nat phil iur jur hc h c habil oec oek pol agr theol techn mont päd paed psych soc biol in ssa',
)
/** What a title begins with: "Dipl.-Kfm.", "Dipl.-Soz.-Päd.". */
export const titleBegins = rows('dipl jun hon univ priv')

/** Before a name, or a name themselves: a title only where two names or more come after it. */
export const courtesies = rows(
  'sister brother father bishop imam judge pastor reverend captain capt major colonel col general lt sgt rabbi',
  'attorney doc',
  'pan pani пан пані pane sir lady lord dame dona doña dña bay bayan eng me shri smt',
  'sig sigg sigra mag mgr bc arch geom lic hr heer don',
)

/** Behind a name. */
export const degrees = rows(
  'phd md mba esq jr sr ii iii iv cpa msc bsc llm dds psyd edd dphil mphil mph cfa pmp obe mbe cbe',
  'llb beng meng mres dsc dba mpa mbbs mbchb frcs frcp mrcp facs facp dmd dvm dnp lcsw cissp peng ceng acca habil',
  'pharmd drph drsc csc bsn msn aprn fnp lmft lpc lmhc crna frca mrcgp mrcs aia leed sphr shrm psm msw licsw mdb',
)

/** Behind a comma only: without one they are names, as in "Jack Ma". */
export const letters = rows('ma ba do ra pe rn jd kc qc mp dpt mfa ca pt ot np')

/** What somebody does, which stands behind a comma and is no part of a name: "Anna Berg, Head of Sales". */
export const jobs = rows(
  'ceo cto cfo coo cmo cio vp svp evp director manager head president chair chairman chairwoman officer engineer attorney',
  'lawyer consultant founder cofounder owner editor lecturer professor analyst developer designer architect coordinator lead',
  'rechtsanwalt rechtsanwältin steuerberater steuerberaterin notar notarin architekt architektin geschäftsführer',
  'geschäftsführerin leiter leiterin leitung inhaber inhaberin vorstand assistenz',
  'directeur directrice gérant gérante avocat avocate président présidente responsable',
  'abogado abogada gerente directora advogado advogada diretor diretora avvocato direttore direttrice responsabile',
  'advocaat directeur advokat direktör chef direktor kierownik dyrektor prezes adwokat ředitel jednatel',
)

/** What the name of a household begins with. */
export const families = rows('familie famille familia famiglia familjen familien fam rodzina семья родина aile')
/** What it ends with; with one name behind it, what it begins with. */
export const familyEnds = rows('family familie család perhe ailesi')

/** What the plural of a family's name begins with: "The Bergs", "Die Bergs". */
export const articles = rows('the die los')

/** The forms of companies, which end their names. Those that could be a word or a name count in these capitals only. */
export const forms = rows(
  'gmbh gmbhco kg ohg gbr ev ug ltd limited llc llp inc incorporated corp corporation company plc pty',
  'sarl sas sasu eurl srl spa sl slu sau bv nv vof oy oyj aps spzoo oo sro kft zrt bt doo ooo ооо зао ltda eireli stichting',
)
export const capitalForms: ReadonlySet<string> = new Set([
  'AG',
  'SE',
  'SA',
  'S.A.',
  'AB',
  'AS',
  'A/S',
  'CO',
  'Co',
  'Co.',
  'eG',
  'KK',
])

/** The forms that stand before the name of a company. */
export const leadingForms = rows('ooo ооо зао оао пао тов')

/** Words that no human bears and many a company, club, practice or desk does. */
export const institutions = rows(
  'team support service services sales marketing office info billing booking bookings helpdesk desk department dept',
  'group holding consulting solutions systems technologies software media studio studios partner partners associates agency sons brothers',
  'club society association foundation institute university college academy museum library hospital clinic',
  'bank insurance hotel restaurant cafe shop store newsletter news customer reception accounting admin administration',
  'praxis kanzlei klinik verein stiftung verlag redaktion buro kundenservice vertrieb buchhaltung sekretariat',
  'gemeinde hausverwaltung apotheke schule universitat hochschule bibliothek werkstatt gemeinschaftspraxis arztpraxis söhne',
  'cabinet societe association fondation universite mairie ecole bureau accueil equipe lequipe',
  'equipo empresa fundacion universidad ayuntamiento escuela clinica asociacion despacho oficina soporte',
  'studio ufficio societa fondazione universita scuola comune assistenza',
  'praktijk kantoor vereniging stichting universiteit klantenservice gemeente',
)

/** What joins the two names of a couple. */
export const joiners = once(() =>
  rows(...Object.values(lexicons()).flatMap(({ and }) => and), 'og och ja i и та et és ve'),
)

/** With a small letter they begin the name of a family: "de Vries", "von Berg". */
export const particles = rows(
  "de del della den der des di do dos du d van vander ver von vom zu zum ter te la le bin ibn al el 't in op",
)
/** Half a name by themselves: "Abd al-Rahman", "Abu Bakr". */
export const halves = rows('abu abd abdul abdel abdal umm um')
/** With a capital, too. */
export const capitalParticles = rows('de del della den der du van von vom zu ter le la')

/** Where these come first, the family may: by custom in Hungary, China, Korea, Japan and Vietnam. */
export const familiesFirst = rows(
  // Hungarian
  'nagy kovacs toth szabo horvath varga kiss kis molnar nemeth farkas balogh balog papp takacs juhasz lakatos meszaros',
  'olah racz fekete szilagyi torok feher gal szucs kocsis pinter fodor szalai sipos lukacs gulyas biro kiraly katona',
  'boros fazekas kelemen somogyi antal vincze fulop orosz deak hegedus barta bognar',
  // Chinese
  'wang li zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo he gao luo zheng liang xie tang deng feng cao zeng peng',
  'qian qin qiu xi mao pan xiong wan kong hou gu fu du cui bai shao liao zhan zhuang duan',
  'xiao cai tian dong jiang ye cheng lu ding shen yao zhong wong chan cheung ng ho kwok leung chow tse hsu hsieh',
  // Korean
  'park choi jeong kang cho yoon jang lim shin seo kwon hwang ahn ryu baek heo yoo noh',
  // Vietnamese
  'nguyen tran pham hoang huynh phan vu vo dang bui ngo duong ly',
  // Japanese
  'sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto',
  'inoue kimura hayashi shimizu saito ikeda hashimoto ishikawa ogawa goto okada hasegawa murakami kondo ishii fujita endo',
  'aoki sakamoto fukuda nishimura fujii miura fujiwara okamoto matsuda nakajima nakano harada tamura takeuchi kaneko',
)
/** First names elsewhere: they tell of this custom only where the rest of the name is of its syllables. */
export const familiesOrFirst = rows('kim lee lin han jung sung song long ma tan mai')

/** First names by whose spelling a name is Hungarian: where one of them comes last, the family comes first. */
export const givenLast: ReadonlySet<string> = new Set(
  [
    'péter lászló istván zoltán gábor andrás tamás balázs zsolt józsef jános ferenc sándor attila gergely gergő bence máté',
    'márton miklós györgy csaba béla imre lajos mihály bálint ágnes zsófia zsuzsa zsuzsanna katalin ildikó erzsébet eszter',
    'anikó réka tímea tünde orsolya boglárka krisztina szilvia judit',
  ].flatMap((line) => line.split(' ')),
)

const given = once((): ReadonlySet<string> => new Set(givenNames().flatMap((line) => line.split(' ').map(wordKey))))

/** Whether a word is a first name that is common somewhere. */
export const isGiven = (word: string): boolean =>
  given().has(wordKey(word)) || given().has(wordKey(word.split('-')[0] ?? ''))
