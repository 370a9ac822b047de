/**
 * Common first names, as `wordKey` writes them: they tell "Anna Berg, Acme" from "García López, María". No name that is also
 * a town, a month or mostly a family's; whoever's is missing is called by the whole name where it matters.
 * Workers have them among their assets (scripts/worker/lists.ts).
 */
export const givenNames = (): readonly string[] => [
  // English
  'james john robert michael william david richard joseph charles christopher daniel matthew anthony mark donald steven',
  'stephen paul andrew joshua kenneth kevin brian timothy ronald edward jeffrey jacob nicholas eric jonathan justin benjamin',
  'samuel patrick alexander peter adam nathan zachary ethan simon oliver harry jack henry oscar toby graham nigel keith colin',
  'ben joe tom tim jim bob bill mike dave steve chris matt dan sam alex nick pete andy greg jeff will max leo noah liam',
  'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly',
  'emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela anna',
  'emma nicole katherine catherine samantha christine rachel carolyn janet maria heather diane julie joyce kate jane alice',
  'lucy ellen beth fiona gillian hannah olivia sophie chloe ella mia zoe megan carla jo sue ann anne sally jill liz meg',
  // German and Dutch
  'anna lena hannah marie sophie lea laura julia katharina christina sandra sabine susanne petra monika ursula renate ingrid',
  'birgit heike andrea claudia stefanie nadine katrin kathrin anja tanja silke ute gabriele brigitte elke karin maren greta',
  'thomas michael andreas stefan stephan christian markus martin peter klaus wolfgang hans juergen jurgen dieter uwe frank',
  'ralf bernd holger torsten thorsten sven jan lars kai jens jorg joerg matthias sebastian tobias florian felix lukas jonas',
  'moritz philipp niklas fabian dirk heinrich karl karlheinz friedrich georg gerhard helmut horst manfred rainer werner',
  'pieter willem jeroen joost maarten bas sander wouter koen daan bram hendrik kees marieke anouk femke sanne lotte ilse',
  'marloes esther inge saskia annemarie annelies tineke mieke joke els',
  // French
  'jean pierre philippe alain nicolas christophe frederic laurent julien francois olivier thierry guillaume antoine jerome',
  'sebastien mathieu benoit jacques gilles pascal sylvain yves jeanluc jeanpierre jeanfrancois nathalie isabelle sylvie',
  'catherine francoise valerie christelle sandrine veronique celine aurelie camille claire helene juliette margaux elodie',
  'delphine virginie agnes brigitte monique genevieve mathilde manon amelie',
  // Spanish and Portuguese
  'antonio jose manuel francisco juan javier carlos miguel rafael fernando luis sergio jorge alberto alvaro diego pablo',
  'pedro enrique andres raul ruben ivan joao rui nuno tiago joaquim paulo ricardo goncalo bruno eduardo ana mariana carmen',
  'lucia marta elena cristina pilar dolores teresa raquel sara paula beatriz ines rosa irene silvia nuria mercedes catarina',
  'rita joana luisa fernanda juana gabriela alejandra alejandro ignacio jaime guillermo gonzalo',
  // Italian
  'mario luigi giovanni giuseppe marco andrea luca matteo lorenzo alessandro davide simone stefano roberto paolo massimo',
  'giulia chiara francesca federica valentina alessandra paola giovanna martina elisa ilaria',
  // Nordic
  'erik lars anders johan karl per mikael nils sven gustav bjorn soren mads rasmus jesper henrik kasper ole morten knut',
  'oyvind havard astrid ingrid sigrid karin kristina annika asa malin linnea freja mette hanne kirsten pirjo paivi jukka',
  'matti timo mikko antti juha kari tuomas',
  // Slavic, Baltic and Romanian
  'jana petra lenka hana tereza katerina jiri petr pavel tomas jaroslav vaclav milan ondrej agnieszka katarzyna malgorzata',
  'joanna magdalena ewa zofia piotr krzysztof andrzej tomasz pawel marcin grzegorz lukasz michal stanislaw wojciech ivana',
  'marija milica nikola stefan dragan zoran marko luka ana ioana stefan mihai andrei elena cristian',
  'olga natalia svetlana irina tatiana ekaterina dmitri dmitry sergei sergey alexei vladimir mikhail nikolai igor oleg',
  'иван анна мария елена ольга наталья светлана ирина татьяна екатерина дмитрий сергей алексей владимир михаил николай',
  // Greek, Turkish, Arabic, Persian, Indian
  'γιωργος μαρια ελενη κωστας νικος δημητρης mehmet mustafa ahmet ayse fatma emine murat emre elif zeynep hakan burak',
  'ahmed mohammed muhammad mohamed omar youssef yusuf fatima aisha layla hassan hussein khalid nadia samir karim reza',
  'priya amit rahul sanjay anjali neha arjun vikram deepak sunita kavita ravi rajesh suresh pooja',
]
