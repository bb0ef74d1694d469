import type { FoundSend, SendFilter } from '../../../shared/contract/sends.ts'
import type { AppDeps } from '../app-deps.ts'
import { giftsNamed, giftNames } from '../deck/gift-names.ts'
import type { HistoryFilter, Story, StoryStep } from '../ledger/history-protocol.ts'
import { toReceipt } from '../ledger/send.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import type { ExportLanguage } from '../ledger/export-rows.ts'
import { cannotRecord, fail } from '../errors/call-errors.ts'
import type { SendStory } from '../../../shared/contract/story.ts'
import { iso } from '../../../shared/domain/time.ts'
import { english, sentenceOf } from '../../../shared/sentences/sentences.ts'

interface SearchInput extends SendFilter {
  before?: number | undefined
  after?: number | undefined
  offset: number
  limit: number
  fold: boolean
}

/** Finds the sends that pass the filter, in the order of their presses, newest first. */
export async function searchSends(
  deps: Pick<AppDeps, 'activeSends' | 'history' | 'gifts' | 'room' | 'policy'>,
  { before, after, offset, limit, fold, ...filter }: SearchInput,
): Promise<{ items: FoundSend[]; total: number; next: number | null }> {
  const { items, total, more } = await deps.history.search(toHistoryFilter(deps, filter), {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(fold && filter.stop === undefined && { foldFrom: deps.policy.history.foldFromCount }),
    offset,
    limit,
  })
  const shown = items.map(({ send, folded }) => ({
    ...toReceipt(deps.activeSends.view(send)),
    ...(folded && { folded }),
  }))
  return {
    // After a STOP, rows that were not rewritten yet still have the old state. The present state must pass the filter.
    items: shown.filter(({ state }) => filter.state === undefined || filter.state.includes(state)),
    total,
    next: more ? ((after === undefined ? items.at(-1) : items[0])?.send.pressed ?? null) : null,
  }
}

/**
 * Converts the contract's filter for the ledger: times become numbers, and names on the deck's keys become gift ids.
 */
function toHistoryFilter({ gifts, room }: Pick<AppDeps, 'gifts' | 'room'>, filter: SendFilter): HistoryFilter {
  const { since, until, text } = filter
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  return {
    ...(given as Omit<HistoryFilter, 'since' | 'until'>),
    ...(text && { giftIds: giftsNamed(gifts(), text), giftRoom: room().config.name }),
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(until !== undefined && { until: Date.parse(until) }),
  } as HistoryFilter
}

/** Receipts in the order of their last change, oldest first. `next` is null on the last page. */
export async function listSends(
  { activeSends, ledger }: Pick<AppDeps, 'activeSends' | 'ledger'>,
  of: { after: number; limit: number; newest: boolean },
): Promise<{ items: Receipt[]; next: number | null }> {
  // Reads one send more than the page holds, to find out whether there is a next page.
  const found = of.newest ? await ledger.newest(of.limit) : await ledger.after(of.after, of.limit + 1)
  const sends = found.slice(0, of.limit)
  return {
    items: sends.map((send) => toReceipt(activeSends.view(send))),
    next: found.length > sends.length ? sends.at(-1)!.seq : null,
  }
}

interface ExportInput extends SendFilter {
  format: 'csv' | 'json'
  language: ExportLanguage
}

/**
 * Exports the sends that pass the filter, oldest first, as pieces of one file. Only one page at a time is in memory.
 */
export async function* exportSends(
  deps: Pick<AppDeps, 'history' | 'gifts' | 'room' | 'policy'>,
  { format, language, ...filter }: ExportInput,
): AsyncGenerator<string, void, void> {
  const names = giftNames(deps.room().config.name, deps.gifts())
  const wanted = toHistoryFilter(deps, filter)
  const limit = deps.policy.history.exportPageCount
  if (format === 'json') yield '['
  for (let after: number | null = 0; after !== null;) {
    const page = { filter: wanted, after, limit, format, language, names }
    const { text, last } = await deps.history.export(page)
    if (text !== '') yield text
    after = last
  }
  if (format === 'json') yield '\n]\n'
}

/** Erases every send that is over or unknown for good, whatever its age. Returns the number of sends. */
export async function eraseSends({ activeSends }: Pick<AppDeps, 'activeSends'>): Promise<number> {
  try {
    return await activeSends.erase(0)
  } catch (error) {
    throw cannotRecord(error, 'Not everything could be erased: some of it is still on the disk.')
  }
}

/** Every recorded step of one send, in the order of recording, with the sends it is linked to. Throws NOT_FOUND. */
export async function readStory(
  { activeSends, history }: Pick<AppDeps, 'activeSends' | 'history'>,
  id: string,
): Promise<SendStory> {
  const story = await history.story(id)
  if (!story) throw fail('NOT_FOUND', `There is no send ${id}.`)
  const runs = [...new Set(story.steps.map(({ boot }) => boot))]
  return {
    send: toReceipt(activeSends.view(story.send)),
    steps: story.steps.map((step) => toStep(step, story, runs)),
    parent: story.parent && toReceipt(activeSends.view(story.parent)),
    children: story.children.map((child) => toReceipt(activeSends.view(child))),
  }
}

function toStep({ seq, boot, at, mono, state, evidence, call }: StoryStep, { steps }: Story, runs: readonly string[]) {
  const attempts = steps.filter((step) => step.state === 'sending' && step.seq <= seq).length
  const sentence = sentenceOf(english, { state, attempts, ...evidence })!
  const first = steps.find((step) => step.boot === boot)!
  return {
    seq,
    at: iso(at),
    /**
     * Measured by the monotonic clock, since the wall clock may
     * jump. Null after a restart, when that clock starts anew.
     */
    sinceFirstMs: first === steps[0] ? Math.round(mono - first.mono) : null,
    run: runs.indexOf(boot) + 1,
    state,
    message: [sentence.happened, sentence.viewers].filter(Boolean).join(' '),
    advice: sentence.advice,
    ...evidence,
    ...(call && { attempt: { callId: call.id, api: call.api, body: call.body } }),
  }
}
