import { expect, it } from 'vitest'
import { allActions } from '../../renderer/shell/action-list.ts'
import { earlyActions } from '../../renderer/shell/early-actions.ts'
import './support/page.tsx'

it('every shortcut works at once, except those of panels that load after the deck', () => {
  const early = new Set(earlyActions().map(({ id }) => id))
  const later = allActions().filter(({ id, shortcut, scope: where }) => shortcut && where !== 'own' && !early.has(id))
  expect(later.map(({ id }) => id)).toEqual(['counts.refresh'])
})
