/** The English translations by feature. Only their types are imported, which adds nothing to the built page. */
interface Catalogues {
  activity: typeof import('./en/activity.json')
  announcements: typeof import('./en/announcements.json')
  app: typeof import('./en/app.json')
  counts: typeof import('./en/counts.json')
  deck: typeof import('./en/deck.json')
  deckFile: typeof import('./en/deckFile.json')
  devices: typeof import('./en/devices.json')
  dialogs: typeof import('./en/dialogs.json')
  editor: typeof import('./en/editor.json')
  failures: typeof import('./en/failures.json')
  fields: typeof import('./en/fields.json')
  goals: typeof import('./en/goals.json')
  look: typeof import('./en/look.json')
  obs: typeof import('./en/obs.json')
  onAir: typeof import('./en/onAir.json')
  overlays: typeof import('./en/overlays.json')
  palette: typeof import('./en/palette.json')
  people: typeof import('./en/people.json')
  preflight: typeof import('./en/preflight.json')
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

/** The key without its plural suffix: `sends_one` and `sends_other` are requested as `sends`, with a `count`. */
type Singular<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

/** A translation key of a feature. A key without an English translation does not compile. */
export type Key<F extends Feature> = Singular<Path<Omit<Catalogues[F], 'default'>>>

export type Translate<F extends Feature> = (key: Key<F>, values?: Values) => string

/** The values to insert into a translation. `count` also selects the plural form. */
export type Values = Readonly<Record<string, string | number | undefined>>

/**
 * Marks a key that is computed from data, such as the path of a form's field. The compiler cannot check such a key. If
 * it has no translation, `defaultValue` or the key itself is shown.
 */
export const dynamicKey = <F extends Feature>(key: string): Key<F> => key as Key<F>
