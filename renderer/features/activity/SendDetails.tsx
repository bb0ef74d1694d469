import { BookOpenText, Check, Copy, Play, RefreshCw, RotateCw, Trash2, type LucideIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Receipt } from '../../../shared/contract/send.ts'
import { useFormat } from '../../i18n/format.ts'
import { useGap, useTranslate } from '../../i18n/translate.ts'
import { useSendSentence } from '../../i18n/sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { openStory } from './store.ts'
import { type Act, useAct } from './use-act.ts'
import { IconButton } from '../../ui/IconButton.tsx'

interface SendDetailsProps {
  receipt: Receipt
  name: string
  acts: readonly Act[]
}

/** Renders the receipt: what happened, what viewers saw, what to do, and the facts that a vendor's support asks for. */
export function SendDetails({ receipt, name, acts }: SendDetailsProps) {
  const t = useTranslate('activity')
  return (
    <div className="flex flex-col gap-2 px-3 pb-3">
      <Outcome receipt={receipt} />
      <div className="flex flex-wrap gap-2">
        <ActButtons id={receipt.id} what={name} acts={acts} />
        <Button size="s" variant="quiet" aria-haspopup="dialog" onClick={() => openStory(receipt.id)}>
          <BookOpenText aria-hidden />
          {t('story.open')}
        </Button>
      </div>
      <Facts receipt={receipt} />
    </div>
  )
}

/** Renders the outcome as a sentence, as far as the outcome is known. */
export function Outcome({ receipt }: { receipt: Receipt }) {
  const t = useTranslate('activity')
  const sentence = useSendSentence(receipt)
  const gap = useGap()
  const { hint } = receipt
  return (
    <div className="flex flex-col gap-1 break-keep wrap-anywhere">
      {sentence === undefined ? (
        <p>
          {receipt.message} <span className="text-ink-2">{receipt.advice}</span>
        </p>
      ) : (
        <>
          <p className="font-medium">{sentence.happened}</p>
          <p className="text-ink-2">{sentence.viewers}</p>
          {receipt.state !== 'delivered' && (
            <p className="text-ink-2">
              <span className="text-ink-3">{t('toDo')}</span>
              {gap}
              {sentence.advice}
            </p>
          )}
        </>
      )}
      {hint !== undefined && <p className="text-ink-2">{t(`hintWhy.${hint}`)}</p>}
    </div>
  )
}

/** Renders the facts of a receipt. `whole`: also those that only a support case needs. */
export function Facts({ receipt, whole = false }: { receipt: Receipt; whole?: boolean }) {
  const t = useTranslate('activity')
  const app = useTranslate('app')
  const { number, dateTime } = useFormat()
  const { code, vendorText, requestId, msgId, msgSeq, attempts, announcement, gift, coins } = receipt
  const from = gift?.from ?? announcement?.from
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {announcement !== undefined && <Fact name={t('fact.text')}>{announcement.text}</Fact>}
      {announcement?.extensionInfo !== undefined && (
        <Fact name={t('fact.extension')}>
          <code className="font-mono">{announcement.extensionInfo}</code>
        </Fact>
      )}
      <Fact name={t(announcement === undefined ? 'fact.from' : 'fact.poster')}>
        {typeof from === 'object' ? from.userId : from}
      </Fact>
      {gift?.to !== undefined && <Fact name={t('fact.to')}>{gift.to}</Fact>}
      <Fact name={t('fact.room')}>
        {receipt.roomName} · {app(`vendor.${receipt.vendor}`)} · {receipt.roomId}
      </Fact>
      {whole && coins !== undefined && <Fact name={t('fact.coins')}>{number(coins)}</Fact>}
      {code !== undefined && <Fact name={t('fact.code')}>{code}</Fact>}
      {vendorText !== undefined && <Fact name={t('fact.vendorText')}>{vendorText}</Fact>}
      {requestId !== undefined && <CopyFact name="RequestId" text={requestId} />}
      {msgId !== undefined && <CopyFact name="MsgId" text={msgId} />}
      {msgSeq !== undefined && <Fact name="MsgSeq">{msgSeq}</Fact>}
      {whole && <CopyFact name={t('fact.id')} text={receipt.id} />}
      <Fact name={t('fact.attempts')}>{number(attempts)}</Fact>
      <Fact name={t('fact.pressed')}>{dateTime(receipt.createdAt)}</Fact>
      {receipt.device !== undefined && <Fact name={t('fact.device')}>{receipt.device}</Fact>}
      {whole && <Fact name={t('fact.changed')}>{dateTime(receipt.updatedAt)}</Fact>}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-3">{name}</dt>
    <dd className="min-w-0 break-words whitespace-pre-wrap text-ink-2">{children}</dd>
  </>
)

const CopyFact = ({ name, text }: { name: string; text: string }) => (
  <Fact name={name}>
    <CopyText name={name} text={text} />
  </Fact>
)

/** Renders a text with a button that copies it. `hidden`: only the button, because the text is shown elsewhere. */
export function CopyText({ name, text, hidden = false }: { name: string; text: string; hidden?: boolean }) {
  const t = useTranslate('activity')
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // The browser may deny access to the clipboard. The text can still be selected and copied by hand.
      () => setCopied(false),
    )
  return (
    <span className="flex min-w-0 items-center gap-1">
      {!hidden && <code className="min-w-0 truncate font-mono select-all">{text}</code>}
      <IconButton
        label={copied ? t('copied', { name }) : t('copy', { name })}
        icon={copied ? <Check /> : <Copy />}
        onClick={() => void copy()}
        className="-my-1"
      />
    </span>
  )
}

const icons: Record<Act, LucideIcon> = { again: RotateCw, check: RefreshCw, release: Play, discard: Trash2 }

interface ActButtonsProps {
  id: string
  what: string
  acts: readonly Act[]
  size?: 's' | 'm'
}

export function ActButtons({ id, what, acts, size = 's' }: ActButtonsProps) {
  const t = useTranslate('activity')
  const { busy, run } = useAct(id)
  return acts.map((act) => {
    const Icon = icons[act]
    return (
      <Button
        key={act}
        size={size}
        disabled={busy !== null}
        aria-label={`${t(`act.${act}`)}: ${what}`}
        onClick={() => void run(act)}
      >
        <Icon aria-hidden />
        {t(`act.${act}`)}
      </Button>
    )
  })
}
