/** The English catalogues, one a feature. They are types here and add nothing to the page. */
interface Catalogues {
  activity: typeof import('./en/activity.json')
  announcements: typeof import('./en/announcements.json')
  app: typeof import('./en/app.json')
  counts: typeof import('./en/counts.json')
  deck: typeof import('./en/deck.json')
  deckFile: typeof import('./en/deckFile.json')
  dialogs: typeof import('./en/dialogs.json')
  editor: typeof import('./en/editor.json')
  failures: typeof import('./en/failures.json')
  fields: typeof import('./en/fields.json')
  goals: typeof import('./en/goals.json')
  look: typeof import('./en/look.json')
  palette: typeof import('./en/palette.json')
  people: typeof import('./en/people.json')
  rooms: typeof import('./en/rooms.json')
  sandbox: typeof import('./en/sandbox.json')
  shortcuts: typeof import('./en/shortcuts.json')
  status: typeof import('./en/status.json')
  support: typeof import('./en/support.json')
}

export type Feature = keyof Catalogues

/** The dotted paths of all texts: `empty.title`. */
type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}`
}[keyof T & string]

/** `sends_one` and `sends_other` are asked for as `sends`, with a count. */
type Singular<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

/** A text of a feature's English catalogue. A key that is not there does not compile. */
export type Key<F extends Feature> = Singular<Path<Omit<Catalogues[F], 'default'>>>

export type Translate<F extends Feature> = (key: Key<F>, values?: Values) => string

/** With a `count` the plural form of the language is chosen. */
export type Values = Readonly<Record<string, string | number | undefined>>

/**
 * For a key that data decides, such as a name from a file or a path of a form. The compiler cannot check it; where the
 * catalogue has no such text, `defaultValue` or the key itself is shown.
 */
export const dynamicKey = <F extends Feature>(key: string): Key<F> => key as Key<F>
