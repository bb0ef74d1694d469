import { expect, it } from 'vitest'
import { appId } from '../../electron/main/app-id.ts'
import builderConfig from '../../installer/builder.config.mjs'

it('the running program and its shortcut have the same id, because otherwise Windows drops every notice', () => {
  expect(builderConfig.appId).toBe(appId)
})
