/** What tells languages apart in a subject: the small words of each, letters that few have, and how its words end. */
import { once } from '../../people/once.ts'

/** Words hold sentences together, or are what everybody greets, thanks and meets with. None that English uses too. */
export interface Tongue {
  readonly words: string
  /** Letters that this language has and most others do not. */
  readonly letters: string
  /** How many of its longer words end. */
  readonly endings: string
}

/**
 * By BCP 47. Those with sentences of their own have a lexicon as well, whose small words count beside these. Workers have them
 * among their assets (scripts/worker/lists.ts).
 */
export const tongues = once(
  () =>
    ({
      en: {
        words:
          'was were had did made make see come comes came work found find look two three old town end then against between sister brother son daughter mother father friend why nothing something few second first time him them your about over off still at on the and of to for with you your my is are this that from what how would could should our we have about last next been will there their his her they out up down into before after again still soon thanks thank lunch tomorrow tonight today yesterday week weekend month year please question questions news photos pictures house garden party trip wedding book books night day days morning evening dinner draft proposal notes some any more first second new old good great quick short long little happy birthday hello does did can when where who why let us',
        letters: '',
        endings: 'ing ings ness ight ould ght ship ful',
      },
      de: {
        words:
          'war hat habe haben ist wurde werden kommt komm passt liegt lassen sehen zwei drei alte alten stadt nach gegen unter zwischen bis mehr ihm ihr schwester bruder sohn tochter mutter vater freund warum nichts etwas paar zweite erste mal da ihr bin bist deinen wegen übernachten der das und für mit dem den ist nicht ein eine einen einer einem zum zur von auf aus bei wir ich du dein deine ihr nach über noch wie was wann wer wo dich mich uns euch unser unsere mein meine vom beim ins bis vor oder auch wieder neue neues neuer kleine schöne hast kannst gibt dir mir sind wird zu danke dank liebe grüße frage termin treffen heute morgen gestern abend abendessen mittagessen woche wochenende nächste nächsten nächster letzte letzten bitte unterlagen entwurf vorschlag besprechung rückfrage einladung urlaub reise geburtstag kaffee haben hatte wollen sollen könnte könnten würde kurze kurzer gute guten alles bilder buch garten geschichte gespräch jahr jahre januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag',
        letters: 'ßäöü',
        endings: 'ung ungen keit heit lich liche schaft isch ische chen tsch lein ern abend stück werk plan',
      },
      fr: {
        words:
          'matin midi aujourd ce ne se qu quel quelle j ai as avons avez ont été était sera suis es sommes fait faire voir venir vient viens peux peut pouvez veux voulez deux trois vieux vieille mon ville autre autres leur leurs lui elle il ils on nous y en après avant depuis jusqu sous contre vers le la les des du un une et pour avec dans sur qui que quoi est sont nous vous ton ta votre vos notre nos mon ma mes ce cette ces au aux par pas plus sans chez entre merci bonjour salut question rendez réunion déjeuner dîner demain hier soir matin jeudi vendredi samedi dimanche lundi mardi mercredi semaine prochaine prochain dernier dernière idée idées projet compte photos fête jardin livre maison vacances voyage anniversaire bien très tout toute tous encore quelques nouvelle nouvelles nouveau petit petite beaucoup peut être ça où quand comment janvier février avril juin juillet août septembre octobre novembre décembre invitation livraison devis suite retour',
        letters: 'œêëùûîôçàè',
        endings:
          'age ment tion ais ait ant ille illes ouver uvé ouvé eux euse eaux oire ette ées ée ois oin elle ité ience ier ière aux ance',
      },
      es: {
        words:
          'anoche esta semana fin se lo le me te he ha has han hay fue era ser hace hacer ver viene vienes sigue puede puedo quiero dos tres viejo vieja ciudad fin después antes donde hermano hermana hijo hija madre padre amigo amiga también porque nada algo algunos algunas segundo primero casa otra vez el la los las un una unos unas y para con por del que qué es son está están nos tu su sus mi mis este esta esto ese esa muy más sin sobre entre desde hasta cuando cuándo dónde cómo gracias hola buenos buenas días tardes pregunta reunión comida cena almuerzo mañana ayer hoy noche lunes martes miércoles jueves viernes sábado domingo semana próxima próximo última último idea proyecto fotos fiesta jardín libro casa vacaciones viaje cumpleaños bien todo todos otra otro nueva nuevo nuevas pequeño mucho muchas puede tienes tenemos enero febrero marzo mayo junio julio agosto septiembre octubre noviembre diciembre propuesta borrador informe comemos vemos quedamos al ya si no duda dudas',
        letters: 'ñ¿¡',
        endings:
          'ado ada ados adas ente entes ito itas uelo ción ino inas ción ciones dad dades miento illo illa ito anza ería ando iendo amos emos ajo eja ero',
      },
      it: {
        words:
          'si ho hai ha abbiamo hanno era essere fare fatto fa viene vieni vuoi posso puoi va vado andiamo due tre vecchio vecchia città fine dopo prima sorella fratello figlio figlia madre padre amico amica anche perché niente qualcosa qualche alcuni alcune secondo primo altra volta fuori su noi voi il lo la gli le i un uno una e per con di del della dello dei delle degli al alla allo ai alle nel nella nei da dal dalla sul sulla che chi è sono siamo ci vi tuo tua tuoi suo sua mio mia nostro nostra questo questa quello molto più senza tra fra quando dove come grazie ciao buongiorno salve domanda riunione pranzo cena domani ieri oggi stasera sera mattina lunedì martedì mercoledì giovedì venerdì sabato domenica settimana prossima prossimo ultima ultimo idea progetto foto festa giardino libro casa vacanze viaggio compleanno bene tutto tutti ancora nuovo nuova nuove piccolo tanti auguri anche può gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre proposta bozza preventivo caffè vediamo incontro appuntamento ricetta torta notizie',
        letters: 'ìò',
        endings:
          'ata ate ato ati are ere ire ono iamo glia glio cchi ccio ccia gini ina ine zione zioni ità aggio aggi ezza mento menti etto etta ini ati uti ente oso ello ella ale ura ario ioni tta tto cco cca',
      },
      pt: {
        words:
          'manhã desta deste nesta neste se lhe me te foi era ser faz fazer ver vem vens vamos podemos posso pode quero dois duas três velho velha cidade fim depois antes irmã irmão filho filha mãe pai amigo amiga também porque nada algo alguns algumas teu tua segundo primeiro vez o os as um uma uns umas e para com por do da dos das no na nos nas ao à aos às pelo pela que quê é são está estão nós seu sua seus meu minha nosso nossa este esta isto esse essa muito mais sem sobre entre desde até quando onde como obrigado obrigada olá bom boa dia tarde noite pergunta reunião almoço jantar amanhã ontem hoje segunda terça quarta quinta sexta sábado domingo feira semana próxima próximo última último ideia projeto projecto fotos festa jardim livro casa férias viagem aniversário bem tudo todos outra outro nova novo pequeno você não sim janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro proposta rascunho relatório café convite dúvida dúvidas encontro notícias',
        letters: 'ãõ',
        endings:
          'ado ada ados adas ias eira avia aria sia dor ção ções dade dades agem agens inho inha ões ão mento eiro eira ência ável ório ntes lho lha nha nho',
      },
      nl: {
        words:
          'vanochtend vanavond vanmiddag gisteravond morgenochtend zin samen was heb hebt heeft hebben had werd worden komt kom komen past ligt staat laten zien twee drie oude oud stad na tegen onder tussen tot al meer mijn hem haar zus broer zoon dochter moeder vader vriend waarom niets iets enkele paar tweede eerste keer er te bent ben jouw de het een en van voor met op in aan bij uit naar over ons onze jouw jullie mijn zijn is niet ook nog wel maar dat dit die deze wat wie waar wanneer hoe als dan kun kunnen zou zouden wil willen ga gaan bedankt dank hallo dag groeten groetjes vraag vraagje vragen afspraak overleg vergadering lunch etentje eten morgen gisteren vandaag avond ochtend maandag dinsdag woensdag donderdag vrijdag zaterdag zondag week weekend volgende volgend laatste idee plan foto feest feestje tuin boek huis vakantie reis verjaardag goed alles nieuwe nieuw kleine leuk leuke even jaar januari februari maart mei juni juli augustus oktober voorstel concept verslag koffie uitnodiging tijd je jij wij zij',
        letters: '',
        endings:
          'sels sel kijken tocht vond end gen jken aar eren sing stuk dag heid lijk lijke tje tjes jes ij ijn ijk aat eer oor uur oek oen eeld aal ijd ieuw ing ingen',
      },
      pl: {
        words:
          'mam masz ma mamy możesz możemy chcę było był była będzie jesteś jest twojej mojej dwa trzy stary stara miasto miasta koniec po siostra brat syn córka mama tata też bo nic coś kilka drugi pierwszy raz sprawie tej tego ten ta te nas was i w z na do się nie to jest są jak co czy dla od po za przy przed przez oraz ale albo o u ze we mój moja twój twoja nasz nasza dziękuję dzięki cześć hej witam pytanie spotkanie obiad kolacja kawa jutro wczoraj dzisiaj dziś wieczór wieczorem rano poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę tydzień tygodniu tygodnia następny przyszłym ostatni pomysł projekt zdjęcia impreza ogród książka dom wakacje urlop podróż urodziny dobrze wszystko nowy nowa nowe mały styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień propozycja zaproszenie prośba notatki kiedy gdzie',
        letters: 'łąęśćńźż',
        endings:
          'unki ałam ałem ują ecie ania enia iego icie stu ostu ek anie enie ego ych owa owy owe ość ami ach szcz cie nia cja cji ów',
      },
      sv: {
        words:
          'helgen helg fredags söndags mötet var är har hade ska blir kommer kommit passar ligger två tre gammal gamla stad stan slut mot utan mellan till syster bror son dotter mamma pappa vän också därför inget något några andra första gång mig dig sig oss er kvar upp ut i hos angående så då igen och att det som en ett på för med till av är inte den de vi du jag ni han hon din ditt min mitt vår våra ert om men eller från vid över under efter innan när var hur vad vem tack hej hälsningar fråga frågor möte lunch middag fika kaffe imorgon morgon igår idag ikväll kväll måndag tisdag onsdag torsdag fredag lördag söndag vecka veckan nästa sista senaste förra idé bilder bilderna fest trädgård trädgården bok boken hus huset semester resa resan födelsedag bra allt ny nya nytt lilla kan ska ses januari februari mars maj juni juli augusti oktober förslag utkast rapport inbjudan tid hjälp hälsa gärna',
        letters: 'åäö',
        endings:
          'rna ssen ött ötet erten kapitlet tet aren ats ade ning ningen ande het skt arna erna orna ligt iska sko dag',
      },
      da: {
        words:
          'var har havde skal bliver kommer passer ligger to tre gammel gamle by mod uden mellem søster bror søn datter mor far ven også derfor intet noget nogle anden første gang mig dig sig os kvar op ud hos igen og at det som en et på for med til af er ikke den de vi du jeg i din dit min mit vores om men eller fra ved over efter når hvor hvad hvem hvordan tak hej hilsen spørgsmål møde frokost middag aftensmad kaffe imorgen morgen igår idag aften mandag tirsdag onsdag torsdag fredag lørdag søndag uge næste sidste billeder fest have haven bog bogen hus huset ferie rejse rejsen fødselsdag godt alt ny nye nyt lille kan skal ses marts maj juni juli forslag udkast uke ikke gjerne etter hva når møte bursdag helgen',
        letters: 'øæå',
        endings: 'terne ning ningen ende hed else erne skab dag',
      },
      cs: {
        words:
          'a v na se je to že ve pro od do po za při před přes nebo ale jak co kdy kde můj moje tvůj náš děkuji díky ahoj dobrý den dotaz schůzka oběd večeře káva zítra včera dnes večer ráno pondělí úterý středa středu čtvrtek pátek sobota sobotu neděle neděli týden příští poslední nápad projekt fotky oslava zahrada kniha dům dovolená cesta narozeniny nový nová nové malý návrh pozvánka',
        letters: 'řěůčšž',
        endings: 'ání ení ost ého ých ova ový ová ami ech',
      },
      tr: {
        words:
          've bir bu için ile de da mi mı ne nasıl nerede ama çok daha en gibi kadar sonra önce teşekkürler teşekkür merhaba selam soru toplantı öğle yemek yemeği akşam kahve yarın dün bugün sabah pazartesi salı çarşamba perşembe cuma cumartesi pazar hafta haftaya gelecek son fikir proje fotoğraflar parti bahçe kitap ev tatil seyahat doğum günü yeni küçük öneri davet',
        letters: 'ığş',
        endings: 'ler lar iniz ınız imiz ması mesi yor cek cak lık lik',
      },
      fi: {
        words:
          'ja on ei se että kun mutta tai jos myös vain kuin mitä missä milloin miten minä sinä me te he meidän teidän kiitos kiitoksia hei moi terveisin kysymys kokous tapaaminen lounas illallinen kahvi huomenna eilen tänään illalla aamulla maanantai maanantaina tiistai tiistaina keskiviikko torstai torstaina perjantai perjantaina lauantai lauantaina sunnuntai viikko viikolla ensi viime idea kuvat kuvia juhlat puutarha kirja talo loma matka syntymäpäivä uusi uudet pieni ehdotus kutsu hyvää',
        letters: 'äö',
        endings: 'nen sta stä ssa ssä lla llä lle ksi inen aan een iin uus yys',
      },
      hu: {
        words:
          'és az egy nem hogy van meg ez de is el ki fel le már még csak vagy mint mikor hol hogyan köszönöm köszi szia kérdés találkozó ebéd vacsora kávé holnap tegnap ma este reggel hétfő kedd szerda csütörtök péntek szombat vasárnap hét héten jövő múlt utolsó ötlet projekt fotók képek buli kert könyv ház nyaralás utazás születésnap új kis javaslat meghívó',
        letters: 'őű',
        endings: 'ság ség ban ben nak nek hoz hez ról ről ból ből ás és tás tés',
      },
      ro: {
        words:
          'și si în cu la pe de din pentru că ce este sunt nu un o mai sau dar după când unde cum mulțumesc mulțumim bună salut întrebare întâlnire prânz cină cafea mâine ieri azi seara luni marți miercuri joi vineri sâmbătă duminică săptămâna viitoare ultima idee proiect poze petrecere grădina carte casa vacanță călătorie naștere nou nouă propunere invitație',
        letters: 'ășțâ',
        endings: 'ului elor ilor ție ții ează ești ul ei',
      },
    }) satisfies Readonly<Record<string, Tongue>>,
)

export type Language = keyof ReturnType<typeof tongues>
