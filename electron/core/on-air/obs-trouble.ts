import type { ObsTrouble } from '../../../shared/contract/obs.ts'
import type { ObsEnd } from './obs-socket.ts'

/** Trying again would not help before the host changes something. */
export const needsTheHost = (why: ObsEnd) => why === 'wrong-password' || why === 'password-needed' || why === 'too-old'

const troubles: Record<ObsEnd, ObsTrouble> = {
  refused: {
    reason: 'not-running',
    message: 'OBS does not answer at this address.',
    advice: 'Start OBS, and switch on its WebSocket server under Tools. It is connected as soon as it answers.',
  },
  lost: {
    reason: 'lost',
    message: 'The connection to OBS was lost.',
    advice: 'It is connected again as soon as OBS answers.',
  },
  'wrong-password': {
    reason: 'wrong-password',
    message: 'OBS refused the password.',
    advice: 'Copy the password from OBS: Tools, WebSocket Server Settings, Show Connect Info.',
  },
  'password-needed': {
    reason: 'password-needed',
    message: 'OBS asks for a password.',
    advice: 'Copy the password from OBS: Tools, WebSocket Server Settings, Show Connect Info.',
  },
  'too-old': {
    reason: 'too-old',
    message: 'This version of OBS cannot be connected.',
    advice: 'Update OBS to version 28 or newer.',
  },
  'not-obs': {
    reason: 'not-obs',
    message: 'Another program answers at this address.',
    advice: 'Compare the port with OBS: Tools, WebSocket Server Settings.',
  },
}

export const describeTrouble = (why: ObsEnd): ObsTrouble => troubles[why]
