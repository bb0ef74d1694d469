import { announcementText } from '../../../shared/contract/announcements.ts'
import { templatePieces } from '../../../shared/templates/fill-template.ts'
import { templateValues } from '../../../shared/templates/template-values.ts'
import { badField } from '../fail.ts'
import type { Clock } from '../ports.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import type { KeptTemplates } from './templates.ts'

export interface Fill {
  /** The text with everything as it is now; a bad field where it is then empty or too long. */
  (text: string): string
  /** Whether every variable in it has a value now. */
  isComplete(text: string): boolean
}

export function createFill(lent: {
  clock: Clock
  templates: KeptTemplates
  room(): ActiveRoom
  /** What the first goal lacks; null where there is none, or no count yet. */
  goalLeft(): number | null
}): Fill {
  const pieces = (text: string) => {
    const { config, links } = lent.room()
    const count = links.flatMap(({ counts }) => counts?.readings() ?? [])[0]?.totalCount ?? null
    const own = lent.templates.get(config.name).variables
    const values = templateValues({ room: config.name, now: lent.clock.now(), count, goalLeft: lent.goalLeft(), own })
    return templatePieces(text, values)
  }
  const fill = (text: string) => {
    const filled = announcementText.safeParse(
      pieces(text)
        .map((piece) => piece.text)
        .join(''),
    )
    if (!filled.success) throw badField('text', filled.error.issues[0]!.message)
    return filled.data
  }
  return Object.assign(fill, { isComplete: (text: string) => pieces(text).every(({ kind }) => kind !== 'missing') })
}
