// The one list of pages: a new page gets a line here, and every rule of every.spec.ts holds for it.

/** A page in German; the English one has `/en` before it. */
const german: { path: string; status: number }[] = [
  { path: '/', status: 200 },
  { path: '/kommunen', status: 200 },
  { path: '/kommunen?art=kreisfrei&groesse=ab-100000&angaben=mit&sortierung=name', status: 200 },
  { path: '/kommunen?name=Potsdm', status: 200 },
  { path: '/kommunen/12054000', status: 200 },
  { path: '/kommunen/04012000', status: 200 },
  { path: '/kennzahlen', status: 200 },
  { path: '/kennzahlen/maengelmeldungen-online', status: 200 },
  { path: '/kennzahlen/maengelmeldungen-online?gruppe=kreisfrei-ab-100000&hervorheben=12054000', status: 200 },
  { path: '/kennzahlen/smart-city-index-rang', status: 200 },
  // The title is one long word.
  { path: '/kennzahlen/ratsinformation-produkt', status: 200 },
  { path: '/vergleich?kommunen=05158026~12054000~02000000&kennzahl=maengelmeldungen-online', status: 200 },
  { path: '/leistungen', status: 200 },
  { path: '/leistungen/hundesteuer-anmeldung', status: 200 },
  { path: '/kommunen/05314000/leistungen', status: 200 },
  { path: '/kommunen/05314000/aemter', status: 200 },
  { path: '/methodik', status: 200 },
  { path: '/daten', status: 200 },
  { path: '/glossar', status: 200 },
  { path: '/impressum', status: 200 },
  { path: '/datenschutz', status: 200 },
  { path: '/barrierefreiheit', status: 200 },
  { path: '/zusagen', status: 200 },
  { path: '/kommunen/09162000/zusagen', status: 200 },
  { path: '/quellen/0a4b43cc942d', status: 200 },
  { path: '/quellen/666d73ea6c8b', status: 200 },
  { path: '/produkte', status: 200 },
  { path: '/produkte/sdnet-rim', status: 200 },
  { path: '/produkte/bundesmessenger', status: 200 },
  { path: '/einbetten/vergleich?kommunen=05158026~12054000&kennzahl=maengelmeldungen-online', status: 200 },
  { path: '/kommunen/03359010?fragen=bremerhaven-2023-af-30&seit=2020-04-27', status: 200 },
  { path: '/kommunen/12054000/verlauf', status: 200 },
  // Services and promises among the changes, and on the page of a document.
  { path: '/kommunen/05314000/verlauf', status: 200 },
  { path: '/quellen/681b199037d4', status: 200 },
  { path: '/anfragen', status: 200 },
  { path: '/anfragen/bremerhaven-2023-af-30', status: 200 },
  { path: '/anfragen/entwurf?kommune=04012000', status: 200 },
  { path: '/kennzahlen/online-antraege-ct-test?hervorheben=08222000', status: 200 },
  { path: '/kennzahlen/ratsinformation-produkt?seite=3', status: 200 },
  { path: '/vergleich?kommunen=05158026~~12054000&ansicht=matrix', status: 200 },
  { path: '/vergleich?kommunen=05158026~12054000&kennzahl=maengelmeldungen-online&ansicht=tabelle', status: 200 },
  { path: '/gibtesnicht', status: 404 },
  { path: '/vergleich?von=abc', status: 400 },
];

/** A page as a reader asks for it. */
export interface PublicPage {
  path: string;
  status: number;
  language: 'de' | 'en';
}

export const pages: PublicPage[] = german.flatMap(({ path, status }) => [
  { path, status, language: 'de' as const },
  { path: path === '/' ? '/en' : `/en${path}`, status, language: 'en' as const },
]);

/** Three towns and one indicator: the page with everything on it. */
export const comparison = german.find(({ path }) => path.startsWith('/vergleich?kommunen='))!.path;
