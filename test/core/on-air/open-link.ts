import { onTestFinished } from 'vitest'
import { openObsLink, type ObsWitness } from '../../../electron/core/on-air/obs-link.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { policy } from '../../../electron/core/policy.ts'
import { keepingLog, memorySecrets, memorySettings } from '../../support/make-app.ts'

const inWords = (witness: ObsWitness) => (witness.is === 'stream' ? witness.stream : witness.is)

/** A connection to OBS that is switched off at first. `witnesses` is what OBS said, in order. */
export async function openLink(given: Partial<Parameters<typeof openObsLink>[0]> = {}) {
  const [settings, secrets, log] = [memorySettings(), given.secrets ?? memorySecrets(), keepingLog()]
  const witnesses: string[] = []
  const openAgain = () =>
    openObsLink({
      settings,
      secrets,
      clock: systemClock,
      log,
      policy: policy.obs,
      onWitness: (witness) => void witnesses.push(inWords(witness)),
      onChange: () => {},
      isClosedOverlay: (url) => url.endsWith('closed'),
      ...given,
    })
  const link = await openAgain()
  onTestFinished(() => link.close())
  const trouble = () => link.read().trouble?.reason
  return { link, settings, secrets, log, witnesses, trouble, openAgain }
}
