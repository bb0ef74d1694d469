import { expect, it } from 'vitest'
import { allActions } from '../../renderer/shell/action-list.ts'
import { heardActions } from '../../renderer/shell/early-actions.ts'
import './support/page.tsx'

it('hears every shortcut from the first moment, but for those of panels that come after the deck', () => {
  const heard = new Set(heardActions().map(({ id }) => id))
  const later = allActions().filter(({ id, shortcut, heard: where }) => shortcut && where !== 'own' && !heard.has(id))
  expect(later.map(({ id }) => id)).toEqual(['counts.refresh'])
})
