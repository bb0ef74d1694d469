import { expect, it } from 'vitest'
import { setupRoom } from '../sends/setup-room.ts'

it('makes no more calls once the vendor has locked the sign-in out for a minute', async () => {
  const { vendors, client, rose, game, reaches, ends } = await setupRoom({ room: { limits: { expireAfterMs: 0 } } })
  await vendors.setFaults({ refuse: { code: 70_050, only: ['send_gift'] } })
  const { id } = await rose()
  expect(await reaches(id, 'waiting')).toMatchObject({ code: 70_050 })
  await Promise.all(Array.from({ length: 20 }, () => rose()))
  // The ZEGO gift was pressed last and has ended. Without the lockout, the Tencent gifts would have left before it.
  expect(await ends((await game()).id)).toMatchObject({ state: 'delivered' })

  const { items } = await client.sends.list({ limit: 100 })
  const tried = items.filter(({ vendor, attempts }) => vendor === 'tencent' && attempts > 0)
  expect(tried.map((send) => send.id)).toEqual([id])
})
