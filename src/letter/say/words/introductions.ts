/** What is written to two people who should meet: to each alone whether they would like to, and to both once both agreed. */

export interface IntroductionWords {
  /** Asks one of them whether they would like to meet the other; follows a greeting, has one [bracket]. */
  readonly asks: readonly ((other: string) => string)[]
  /** Asks both for a coffee of three, with one [bracket]. */
  three(one: string, other: string): string
  /** To both: first names to speak to, whole names to say who is who; has one [bracket]. */
  joint(people: Joined): string
  /** The subject of that mail, by first names. It says that it introduces, so that it is known for what it is later. */
  subject(one: string, other: string): string
}

/** Two people: what each is called, and their whole name. */
export interface Joined {
  readonly one: string
  readonly oneName: string
  readonly other: string
  readonly otherName: string
}

/** By BCP 47; a language that is not here has no words for it. None has a form of address but English, which has one alone. */
export const introductionWords: Readonly<Record<string, IntroductionWords>> = {
  en: {
    asks: [
      (other) =>
        `there is somebody I would like you to meet: ${other}. [why the two of you, in a line] May I introduce you? If you would rather not, that is quite all right.`,
      (other) =>
        `may I introduce you to ${other}? [why the two of you, in a line] I ask you first, and no is a fine answer.`,
    ],
    three: (one, other) =>
      `${one} and ${other}, how about a coffee, the three of us? [what brings it to mind, in a line] If it is a bad time for one of you, no matter.`,
    joint: ({ one, oneName, other, otherName }) =>
      `${one} and ${other}, you both said yes, so here you are.\n\n${one}, this is ${otherName}. ${other}, this is ${oneName}. [what you have in common, in a line]\n\nThe rest is up to the two of you.`,
    subject: (one, other) => `Introduction: ${one} and ${other}`,
  },
  de: {
    asks: [
      (other) => `darf ich den Kontakt zu ${other} herstellen? [warum, in einem Satz] Ein Nein ist völlig in Ordnung.`,
      (other) =>
        `${other} wäre vielleicht eine gute Bekanntschaft. [warum, in einem Satz] Soll ich den Kontakt herstellen? Ein Nein ist völlig in Ordnung.`,
    ],
    three: (one, other) =>
      `Hallo ${one}, hallo ${other}, wie wäre ein Kaffee zu dritt? [der Anlass, in einem Satz] Wenn es gerade nicht passt, ist das völlig in Ordnung.`,
    joint: ({ one, oneName, other, otherName }) =>
      `Hallo ${one}, hallo ${other},\n\nzweimal kam ein Ja, also hier der Kontakt: ${oneName} auf der einen Seite, ${otherName} auf der anderen. [was beide verbindet, in einem Satz]\n\nAlles Weitere ohne mich.`,
    subject: (one, other) => `Vorstellung: ${one} und ${other}`,
  },
  fr: {
    asks: [
      (other) =>
        `puis-je faire les présentations avec ${other}\u00a0? [pourquoi, en une phrase] Un non est aussi une bonne réponse.`,
      (other) =>
        `une rencontre avec ${other} aurait peut-être du sens. [pourquoi, en une phrase] Faut-il que je mette en contact\u00a0? Un non est aussi une bonne réponse.`,
    ],
    three: (one, other) =>
      `Bonjour ${one}, bonjour ${other}, et si on prenait un café à trois\u00a0? [l’occasion, en une phrase] Si ce n’est pas le moment, aucun souci.`,
    joint: ({ one, oneName, other, otherName }) =>
      `Bonjour ${one}, bonjour ${other},\n\ndeux fois oui, donc voici le contact\u00a0: ${oneName} d’un côté, ${otherName} de l’autre. [ce qu’il y a en commun, en une phrase]\n\nLa suite se fera sans moi.`,
    subject: (one, other) => `Présentation\u00a0: ${one} et ${other}`,
  },
  es: {
    asks: [
      (other) =>
        `¿puedo hacer las presentaciones con ${other}? [por qué, en una frase] Un no es también una buena respuesta.`,
      (other) =>
        `quizá valga la pena conocer a ${other}. [por qué, en una frase] ¿Hago las presentaciones? Un no es también una buena respuesta.`,
    ],
    three: (one, other) =>
      `Hola, ${one}; hola, ${other}: ¿y un café entre los tres? [el motivo, en una frase] Si no es buen momento, no pasa nada.`,
    joint: ({ one, oneName, other, otherName }) =>
      `Hola, ${one}; hola, ${other}:\n\ndos veces sí, así que aquí está el contacto: ${oneName} por un lado, ${otherName} por el otro. [lo que hay en común, en una frase]\n\nLo demás, ya sin mí.`,
    subject: (one, other) => `Presentación: ${one} y ${other}`,
  },
  it: {
    asks: [
      (other) => `posso fare le presentazioni con ${other}? [perché, in una frase] Anche un no è una buona risposta.`,
      (other) =>
        `forse varrebbe la pena conoscere ${other}. [perché, in una frase] Faccio le presentazioni? Anche un no è una buona risposta.`,
    ],
    three: (one, other) =>
      `Buongiorno ${one}, buongiorno ${other}, e se prendessimo un caffè in tre? [l’occasione, in una frase] Se non è il momento, nessun problema.`,
    joint: ({ one, oneName, other, otherName }) =>
      `Buongiorno ${one}, buongiorno ${other},\n\ndue volte sì, quindi ecco il contatto: ${oneName} da una parte, ${otherName} dall’altra. [che cosa c’è in comune, in una frase]\n\nIl resto, ormai senza di me.`,
    subject: (one, other) => `Presentazione: ${one} e ${other}`,
  },
  pt: {
    asks: [
      (other) => `posso fazer as apresentações com ${other}? [a razão, numa frase] Um não também é uma boa resposta.`,
      (other) =>
        `talvez valha a pena conhecer ${other}. [a razão, numa frase] Faço as apresentações? Um não também é uma boa resposta.`,
    ],
    three: (one, other) =>
      `Olá ${one}, olá ${other}, e um café a três? [o motivo, numa frase] Se não for um bom momento, não há problema.`,
    joint: ({ one, oneName, other, otherName }) =>
      `Olá ${one}, olá ${other},\n\nduas vezes sim, por isso aqui ficam os nomes: ${oneName} de um lado, ${otherName} do outro. [o que há em comum, numa frase]\n\nO resto já é sem mim.`,
    subject: (one, other) => `Apresentação: ${one} e ${other}`,
  },
  nl: {
    asks: [
      (other) => `mag ik het contact met ${other} leggen? [waarom, in één zin] Nee is ook een goed antwoord.`,
      (other) =>
        `een kennismaking met ${other} zou misschien goed zijn. [waarom, in één zin] Zal ik het contact leggen? Nee is ook een goed antwoord.`,
    ],
    three: (one, other) =>
      `Hallo ${one}, hallo ${other}, zou een koffie met zijn drieën lukken? [de aanleiding, in één zin] Zo niet, dan is dat helemaal goed.`,
    joint: ({ one, oneName, other, otherName }) =>
      `Hallo ${one}, hallo ${other},\n\ntwee keer ja, dus hier is het contact: ${oneName} aan de ene kant, ${otherName} aan de andere. [wat er gemeen is, in één zin]\n\nDe rest gaat zonder mij.`,
    subject: (one, other) => `Kennismaking: ${one} en ${other}`,
  },
}
