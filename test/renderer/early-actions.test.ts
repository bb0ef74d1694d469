import { expect, it } from 'vitest'
import { allActions } from '../../renderer/shell/action-list.ts'
import { earlyActions } from '../../renderer/shell/early-actions.ts'
import './support/page.tsx'

it('every shortcut works at once, except those of panels that load after the deck', () => {
  const scope = new Set(earlyActions().map(({ id }) => id))
  const lazyPart = allActions().filter(
    ({ id, shortcut, scope: where }) => shortcut && where !== 'own' && !scope.has(id),
  )
  expect(lazyPart.map(({ id }) => id)).toEqual(['counts.refresh'])
})
