import { figure, table } from '../table.ts'
import { makeBenchApp } from './make-bench-app.ts'

const gifts = 1_000

/** Measures how soon the results of game gifts are known whose answers were all lost, through queries in batches. */
export async function benchSettling(): Promise<string> {
  const bench = await makeBenchApp()
  const { app, client, vendors } = bench
  try {
    await client.room.set(bench.room)
    await vendors.setFaults({ answerLost: { only: ['SendDanmakuGifts'] } })
    let unknown = 0
    let delivered = 0
    let lastUnknown = 0
    const settled = new Promise<number>((resolve) => {
      app.deps.activeSends.onChange((send) => {
        if (send.state === 'unknown' && ++unknown === gifts) lastUnknown = performance.now()
        if (send.state === 'delivered' && ++delivered === gifts) resolve(performance.now())
      })
    })
    const pressed = performance.now()
    const fire = () => client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: 1 })
    await Promise.all(Array.from({ length: gifts }, fire))
    const end = await settled
    const { zego, calls } = await vendors.recording()
    return [
      `## ${gifts.toLocaleString('en')} game gifts whose answers are lost`,
      table(
        ['what', 'seen', 'target'],
        [
          ['from the last lost answer to all settled, ms', figure(end - lastUnknown, 0), '<= 10,000'],
          ['from the first press to all settled, ms', figure(end - pressed, 0), ''],
          ['gifts in the game', String(zego.gifts.filter(({ applied }) => applied).length), String(gifts)],
          ['calls that carried gifts', String(calls['SendDanmakuGifts']), ''],
          ['calls that asked about them', String(calls['DescribeDanmakuMsgResults']), ''],
        ],
      ),
    ].join('\n\n')
  } finally {
    await bench.end()
  }
}
