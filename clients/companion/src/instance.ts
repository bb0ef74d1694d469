import { InstanceBase, InstanceStatus, type CompanionVariableValues } from '@companion-module/base'
import { createGiftdeckClient, type GiftdeckClient } from '../../giftdeck-client/client.ts'
import { actionDefinitions } from './actions.ts'
import { configFields, readConfig, type Config, type Secrets } from './config.ts'
import { statusInWords } from './connection-status.ts'
import { feedbackDefinitions } from './feedbacks.ts'
import { createKnownChoices, keysOf, templatesOf } from './key-choice.ts'
import { armedSeconds, type Shown } from './key-state.ts'
import { createOwnPresses } from './own-presses.ts'
import { createPairing } from './pairing.ts'
import { presetDefinitions } from './presets.ts'
import { keyValuesWhileOffline, variableDefinitions, variableValues } from './variables.ts'

/** Many events arrive together, and each update of Companion draws its buttons again. */
const updateEveryMs = 50
const countDownEveryMs = 200
/** Companion gives an action up after five seconds. */
const callTimeoutMs = 4_500

/** One connection to Giftdeck in Companion. */
export class GiftdeckInstance extends InstanceBase<Config, Secrets> {
  private client: GiftdeckClient | null = null
  private problem: string | null = null
  private presses = createOwnPresses((id) => this.client?.view()?.receipt(id))
  private readonly keys = createKnownChoices()
  private readonly templates = createKnownChoices()
  /** The keys that the definitions were made for. Definitions are only sent again if they change. */
  private defined = ''
  private keyCount = 0
  private told: CompanionVariableValues = {}
  private toldStatus = ''
  private timer: NodeJS.Timeout | undefined
  private countdown: NodeJS.Timeout | undefined
  private isUpdateDue = false

  private readonly pairing = createPairing({
    onChange: () => this.show(),
    onToken: (token) => {
      this.saveConfig(this.config, { token })
      this.use(this.config, { token })
    },
    log: (message) => this.log('info', message),
  })
  private config: Config = {}

  override async init(config: Config, _isFirst: boolean, secrets: Secrets) {
    this.use(config, secrets)
  }

  /** The first configuration holds the defaults alone; the one that the host gave arrives here. */
  override async configUpdated({ pair = false, ...config }: Config, secrets: Secrets) {
    // The switch is saved as off before anything is asked, so that no later start of Companion asks again.
    if (pair) this.saveConfig({ ...config, pair: false }, secrets)
    this.use(config, secrets)
    const read = readConfig(config, secrets)
    if (pair && 'address' in read) this.log('info', 'There is a token already. Empty it and save to pair again.')
    if (pair && 'url' in read && !this.pairing.isAsking(read.url)) this.pairing.start(read.url)
  }

  private use(config: Config, secrets: Secrets) {
    this.config = { ...config, pair: false }
    this.client?.close()
    this.client = null
    this.presses = createOwnPresses((id) => this.client?.view()?.receipt(id))
    const read = readConfig(config, secrets)
    this.problem = 'problem' in read ? read.problem : null
    if (!('url' in read) || !this.pairing.isAsking(read.url)) this.pairing.end()
    if ('address' in read) {
      const client = createGiftdeckClient({
        address: read.address,
        onChange: () => client === this.client && this.update(),
        times: { callTimeoutMs },
      })
      this.client = client
    }
    this.defined = ''
    this.show()
  }

  override async destroy() {
    clearTimeout(this.timer)
    clearTimeout(this.countdown)
    this.pairing.end()
    this.client?.close()
    this.client = null
  }

  override getConfigFields() {
    return configFields
  }

  private readonly shown = (): Shown => ({
    connection: this.client?.connection() ?? null,
    view: this.client?.view() ?? null,
    presses: this.presses,
    now: Date.now(),
  })

  /** Shows the first of several changes at once, and the others together. */
  private readonly update = () => {
    if (this.timer === undefined) this.show()
    else this.isUpdateDue = true
  }

  private show() {
    clearTimeout(this.timer)
    this.isUpdateDue = false
    this.tellStatus()
    this.define()
    this.tellVariables()
    this.checkFeedbacks()
    this.timer = setTimeout(() => {
      this.timer = undefined
      if (this.isUpdateDue) this.show()
    }, updateEveryMs)
    this.countDown()
  }

  /** The remaining seconds of an armed room change without an event. */
  private countDown() {
    clearTimeout(this.countdown)
    if (armedSeconds(this.shown()) === 0) return
    this.countdown = setTimeout(() => {
      this.tellVariables()
      this.countDown()
    }, countDownEveryMs)
  }

  private status(): { status: InstanceStatus; message: string | null } {
    if (this.client !== null) return statusInWords(this.client.connection())
    return this.pairing.status() ?? { status: InstanceStatus.BadConfig, message: this.problem }
  }

  private tellStatus() {
    const { status, message } = this.status()
    if (this.toldStatus === `${status} ${message}`) return
    this.toldStatus = `${status} ${message}`
    this.updateStatus(status, message)
    if (status !== InstanceStatus.Ok && status !== InstanceStatus.Connecting) this.log('warn', message ?? status)
  }

  private define() {
    const view = this.client?.view() ?? null
    const keys = view === null ? [] : keysOf(view)
    const templates = view === null ? [] : templatesOf(view)
    const wanted = JSON.stringify([this.label, view?.deck.room, keys, templates])
    if (this.defined === wanted) return
    this.defined = wanted
    const room = view?.deck.room
    if (room !== undefined) {
      this.keys.learn(room, keys)
      this.templates.learn(room, templates)
    }
    const known = {
      keys: this.keys,
      templates: this.templates,
      keyChoices: this.keys.list(room),
      templateChoices: this.templates.list(room),
    }
    this.setActionDefinitions(
      actionDefinitions({
        ...known,
        client: () => this.client,
        shown: this.shown,
        onChange: this.update,
        log: (level, message) => this.log(level, message),
      }),
    )
    this.setFeedbackDefinitions(feedbackDefinitions({ ...known, shown: this.shown }))
    this.keyCount = keys.length
    this.setVariableDefinitions(variableDefinitions(keys.length))
    // Companion forgets values whose variable was removed.
    this.told = {}
    this.setPresetDefinitions(presetDefinitions(this.label, keys, templates))
  }

  private tellVariables() {
    const shown = this.shown()
    const said = this.client === null ? this.status().message : null
    const values = { ...variableValues(shown, said), ...keyValuesWhileOffline(shown, this.keyCount) }
    const changed = Object.entries(values).filter(([id, value]) => this.told[id] !== value)
    if (changed.length === 0) return
    this.told = { ...this.told, ...values }
    this.setVariableValues(Object.fromEntries(changed))
  }
}
