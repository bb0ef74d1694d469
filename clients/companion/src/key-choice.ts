import type { View } from '../../giftdeck-client/client.ts'

/** A key or a template together with its room. The ids of two rooms may be equal. */
export interface Choice {
  room: string
  id: string
}

/** The value of a choice in Companion, which stores only texts and numbers. */
export const choiceText = ({ room, id }: Choice) => JSON.stringify([room, id])

/** Null if the text is no choice, such as one that a host typed. */
export function readChoice(text: unknown): Choice | null {
  if (typeof text !== 'string') return null
  try {
    const [room, id] = JSON.parse(text) as unknown[]
    return typeof room === 'string' && typeof id === 'string' ? { room, id } : null
  } catch {
    return null
  }
}

export interface NamedChoice extends Choice {
  label: string
}

export const keysOf = ({ deck }: View): NamedChoice[] =>
  deck.pages.flatMap(({ keys }) => keys).map(({ id, label }) => ({ room: deck.room, id, label }))

/** The templates are loaded together with the deck, so they belong to the same room. */
export const templatesOf = ({ deck, templates }: View): NamedChoice[] =>
  templates.map(({ id, name }) => ({ room: deck.room, id, label: name }))

/**
 * Keys that a button may hold: those of the active room, and those that were seen in other rooms. Without these, a
 * button of another room would show a raw value in place of its key.
 */
export function createKnownChoices() {
  const known = new Map<string, NamedChoice>()
  return {
    learn(room: string, choices: readonly NamedChoice[]) {
      // A deleted key cannot be chosen again.
      for (const [text, choice] of known) if (choice.room === room) known.delete(text)
      for (const choice of choices) known.set(choiceText(choice), choice)
    },
    labelOf: (choice: Choice) => known.get(choiceText(choice))?.label,
    /** For a dropdown: the keys of the active room first. */
    list: (activeRoom: string | undefined) =>
      [...known.values()]
        .toSorted((a, b) => Number(b.room === activeRoom) - Number(a.room === activeRoom))
        .map((choice) => ({
          id: choiceText(choice),
          label: choice.room === activeRoom ? choice.label : `${choice.label} (room ${choice.room})`,
        })),
  }
}
export type KnownChoices = ReturnType<typeof createKnownChoices>
