export const variables = ['room', 'time', 'count'] as const
export type Variable = (typeof variables)[number]

/** Fills `{room}`, `{time}` and `{count}`; a name it does not know stays as typed, so nothing typed is lost. */
export function fillTemplate(text: string, values: Record<Variable, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (isVariable(name) ? values[name] : whole))
}

const isVariable = (name: string): name is Variable => (variables as readonly string[]).includes(name)

/** Puts `piece` over the selection and says where the caret belongs afterwards. */
export function insertAt(text: string, piece: string, start: number, end: number): { text: string; caret: number } {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length }
}
