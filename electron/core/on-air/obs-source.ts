import { isRecord } from '../platform/read-text.ts'
import type { ObsSocket } from './obs-socket.ts'

export interface NewSource {
  name: string
  /** The address of the overlay. */
  address: string
  width: number
  height: number
}

export interface AddedSource {
  added: boolean
  problem?: 'not-connected' | 'no-browser-source' | 'name-taken' | 'refused'
  scene?: string
  message: string
}

/**
 * Reloads the overlays that are not open. A browser source that OBS opened before Giftdeck ran shows nothing, and OBS does
 * not try again by itself.
 */
export async function reloadOverlays(socket: ObsSocket, isClosedOverlay: (url: string) => boolean): Promise<void> {
  const list = await socket.request('GetInputList', { inputKind: 'browser_source' })
  const inputs: unknown[] = Array.isArray(list.data['inputs']) ? list.data['inputs'] : []
  for (const { inputName } of inputs.filter(isRecord)) {
    const { data } = await socket.request('GetInputSettings', { inputName })
    const settings = data['inputSettings']
    const url = isRecord(settings) ? settings['url'] : undefined
    if (typeof url === 'string' && isClosedOverlay(url))
      await socket.request('PressInputPropertiesButton', { inputName, propertyName: 'refreshnocache' })
  }
}

/** Codes of obs-websocket: a source of this name exists; this OBS has no source of this kind. */
const resourceAlreadyExists = 601
const invalidInputKind = 605
const longestComment = 200

/** Makes a browser source in the scene that OBS shows now. */
export async function addBrowserSource(socket: ObsSocket | null, source: NewSource): Promise<AddedSource> {
  const notConnected: AddedSource = {
    added: false,
    problem: 'not-connected',
    message: 'OBS is not connected, so nothing was added.',
  }
  if (!socket) return notConnected
  try {
    const { name, address: url, width, height } = source
    const current = await socket.request('GetCurrentProgramScene')
    const named = current.data['currentProgramSceneName']
    const scene = typeof named === 'string' ? named : ''
    const made = await socket.request('CreateInput', {
      sceneName: scene,
      inputName: name,
      inputKind: 'browser_source',
      inputSettings: { url, width, height, shutdown: false },
    })
    if (made.ok) return { added: true, scene, message: `"${name}" is now in the scene "${scene}" of OBS.` }
    if (made.code === invalidInputKind)
      return {
        added: false,
        problem: 'no-browser-source',
        message: 'This OBS has no browser source, so it cannot show overlays. Install OBS from obsproject.com.',
      }
    if (made.code === resourceAlreadyExists)
      return { added: false, problem: 'name-taken', message: `OBS has a source named "${name}" already.` }
    const why = made.comment?.slice(0, longestComment) ?? `code ${made.code}`
    return { added: false, problem: 'refused', message: `OBS refused: ${why}.` }
  } catch {
    return notConnected
  }
}
