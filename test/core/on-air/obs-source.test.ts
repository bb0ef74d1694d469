import { describe, expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'
import { startObs } from '../../support/obs-websocket.ts'
import { until } from '../../support/until.ts'
import { openLink } from './open-link.ts'

describe('an overlay in OBS', () => {
  const source = { name: 'Goal', address: 'http://127.0.0.1:4747/overlay#token=t', width: 800, height: 600 }
  async function connected() {
    const obs = await startObs()
    const { link } = await openLink()
    await link.set({ enabled: true, address: obs.address })
    await until(() => link.read().connected)
    return { obs, link }
  }

  it('is added to the present scene', async () => {
    const { obs, link } = await connected()
    expect(await link.addSource(source)).toMatchObject({ added: true, scene: 'Scene' })
    expect(obs.requests.at(-1)).toMatchObject({
      type: 'CreateInput',
      data: {
        sceneName: 'Scene',
        inputName: 'Goal',
        inputKind: 'browser_source',
        inputSettings: { url: source.address, width: 800, height: 600 },
      },
    })
  })

  it.each([
    [605, 'no-browser-source'],
    [601, 'name-taken'],
    [207, 'refused'],
  ])('is not added when OBS answers %d: %s', async (code, problem) => {
    const { obs, link } = await connected()
    obs.answer('CreateInput', { code, comment: 'Not now' })
    expect(await link.addSource(source)).toMatchObject({ added: false, problem })
  })

  it('is reloaded at every connect where no page shows it, and nothing else in OBS is touched', async () => {
    const obs = await startObs()
    const urls: Record<string, string> = {
      Goal: 'http://127.0.0.1/#token=closed',
      Count: '#open',
      Web: 'https://x.invalid',
    }
    obs.answer('GetInputList', { data: { inputs: Object.keys(urls).map((inputName) => ({ inputName })) } })
    obs.answer('GetInputSettings', ({ inputName }) => ({ data: { inputSettings: { url: urls[inputName as string] } } }))
    const { link } = await openLink()
    await link.set({ enabled: true, address: obs.address })
    const pressed = () => obs.requests.filter(({ type }) => type === 'PressInputPropertiesButton')
    await until(() => pressed().length > 0)
    expect(pressed().map(({ data }) => data)).toEqual([{ inputName: 'Goal', propertyName: 'refreshnocache' }])
  })

  it('that OBS does not list ends no connection', async () => {
    const obs = await startObs()
    obs.answer('GetInputList', { data: { inputs: [null, 7, { inputName: 'Goal' }] } })
    obs.answer('GetInputSettings', 'never')
    const clock = makeFakeClock()
    const { link, witnesses } = await openLink({ clock })
    await link.set({ enabled: true, address: obs.address })
    await until(() => obs.requests.some(({ type }) => type === 'GetInputSettings'))
    await clock.advance(policy.obs.answerWithinMs)
    obs.stream('STARTED')
    await until(() => witnesses.includes('started'))
    expect([link.read().connected, witnesses]).toEqual([true, ['stopped', 'started']])
  })

  it('is not added while OBS is not connected', async () => {
    const { link } = await openLink()
    expect(await link.addSource(source)).toMatchObject({ added: false, problem: 'not-connected' })
  })
})
