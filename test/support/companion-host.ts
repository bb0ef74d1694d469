import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from './read-imports.ts'

const moduleDir = path.join(root, 'clients', 'companion')

/** Companion's side of the messages, as @companion-module/base speaks them. */
interface Ipc {
  sendWithCb(name: string, message: unknown): Promise<unknown>
  receivedMessage(message: unknown): void
}
type IpcClass = new (
  handlers: Record<string, (message: never) => Promise<unknown>>,
  send: (message: object) => void,
  timeoutMs: number,
) => Ipc

type Value = string | number | boolean | undefined
interface Values {
  newValues?: { id: string; value: Value }[]
}
interface Option {
  id: string
  choices?: { id: string; label: string }[]
}
interface Definition {
  id: string
  name: string
  options: Option[]
}
interface PresetAction {
  actionId: string
  options: Record<string, unknown>
}
/** What the module asked Companion to store. */
interface SavedConfig {
  config: { address?: string; pair?: boolean }
  secrets: { token?: string }
}
export interface Preset {
  id: string
  category: string
  name: string
  style: { text: string }
  steps: { down: PresetAction[] }[]
  feedbacks: { feedbackId: string; options: Record<string, unknown>; style?: { text?: string } }[]
}

/**
 * Plays Bitfocus Companion: runs the packed module as Companion does, as a process of its own under Node's permission
 * model, and shows what the module told.
 */
export async function startCompanionHost() {
  const load = createRequire(path.join(moduleDir, 'package.json'))
  const { IpcWrapper } = load('@companion-module/base/dist/host-api/ipc-wrapper.js') as { IpcWrapper: IpcClass }
  const pkg = path.join(moduleDir, 'pkg')
  const child = fork(path.join(pkg, 'main.js'), {
    cwd: pkg,
    execArgv: ['--permission', `--allow-fs-read=${pkg}`],
    env: { CONNECTION_ID: 'connection', VERIFICATION_TOKEN: 'token', MODULE_MANIFEST: 'companion/manifest.json' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const errors: string[] = []
  child.stderr!.on('data', (data: Buffer) => errors.push(String(data)))

  const variables: Record<string, Value> = {}
  const statuses: { status: string; message: string | null }[] = []
  const log: string[] = []
  const saved: SavedConfig[] = []
  const feedbackValues: Record<string, unknown> = {}
  let [actions, feedbacks, presets]: [Definition[], Definition[], Preset[]] = [[], [], []]
  const registered = Promise.withResolvers<{ apiVersion: string }>()
  const take = ({ newValues = [] }: Values) => newValues.forEach(({ id, value }) => (variables[id] = value))
  const ipc = new IpcWrapper(
    {
      register: async (message: { apiVersion: string }) => registered.resolve(message),
      'set-status': async (message: { status: string; message: string | null }) => statuses.push(message),
      'log-message': async ({ level, message }: { level: string; message: string }) => log.push(`${level}: ${message}`),
      setActionDefinitions: async (message: { actions: Definition[] }) => (actions = message.actions),
      setFeedbackDefinitions: async (message: { feedbacks: Definition[] }) => (feedbacks = message.feedbacks),
      setPresetDefinitions: async (message: { presets: Preset[] }) => (presets = message.presets),
      setVariableDefinitions: async (message: Values) => take(message),
      setVariableValues: async (message: Values) => take(message),
      updateFeedbackValues: async ({ values }: { values: { id: string; value: unknown }[] }) =>
        values.forEach(({ id, value }) => (feedbackValues[id] = value)),
      saveConfig: async (message: SavedConfig) => saved.push(message),
    },
    (message) => void child.send(message),
    10_000,
  )
  child.on('message', (message) => ipc.receivedMessage(message))
  onTestFinished(async () => {
    child.kill()
    await gone
  })
  const { apiVersion } = await registered.promise
  const label = 'giftdeck'
  let instances = 0
  const instanceOf = (options: Record<string, unknown>) => ({
    id: `instance-${++instances}`,
    controlId: 'bank:1',
    upgradeIndex: null,
    disabled: false,
    options,
  })

  return {
    apiVersion,
    variables,
    statuses,
    log,
    /** What the module asked Companion to store, in order. */
    saved,
    errors,
    feedbackValues,
    actions: () => actions,
    feedbacks: () => feedbacks,
    presets: () => presets,
    status: () => statuses.at(-1),
    /** Companion gives the defaults at the first start; what the host entered follows as an update. */
    init: (config?: SavedConfig['config']) =>
      ipc.sendWithCb('init', {
        label,
        isFirstInit: config === undefined,
        config: config ?? {},
        secrets: {},
        lastUpgradeIndex: -1,
        actions: {},
        feedbacks: {},
      }),
    configure: (config: SavedConfig['config'], secrets: SavedConfig['secrets'] = {}) =>
      ipc.sendWithCb('updateConfigAndLabel', { label, config, secrets }),
    configFields: async () =>
      ((await ipc.sendWithCb('getConfigFields', {})) as { fields: { id: string; type: string }[] }).fields,
    run: (actionId: string, options: Record<string, unknown> = {}) =>
      ipc.sendWithCb('executeAction', { action: { ...instanceOf(options), actionId }, surfaceId: 'surface' }),
    /** Puts a feedback on a button. Its value is in `feedbackValues` by the id that this returns. */
    async watch(feedbackId: string, options: Record<string, unknown> = {}): Promise<string> {
      const instance = { ...instanceOf(options), feedbackId, isInverted: false }
      await ipc.sendWithCb('updateFeedbacks', { feedbacks: { [instance.id]: instance } })
      return instance.id
    },
    destroy: () => ipc.sendWithCb('destroy', {}),
  }
}
