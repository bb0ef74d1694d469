import type { ReactNode } from 'react'
import type { Receipt } from '../../../shared/contract/send.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSentence } from '../../i18n/sentence.ts'
import { useWords } from '../../i18n/words.ts'
import { ActButtons } from './ActButtons.tsx'
import { CopyText } from './CopyText.tsx'
import type { Act } from './use-act.ts'

interface SendDetailsProps {
  receipt: Receipt
  name: string
  acts: readonly Act[]
}

/** The whole receipt: what happened, what viewers saw, what to do, then the facts a vendor's support asks for. */
export function SendDetails({ receipt, name, acts }: SendDetailsProps) {
  const words = useWords('activity')
  const app = useWords('app')
  const { number, dateTime } = useFormat()
  const { code, vendorText, requestId, msgId, msgSeq, attempts, announcement, hint } = receipt
  return (
    <div className="flex flex-col gap-2 px-3 pb-3">
      <Story receipt={receipt} />
      {hint !== undefined && <p className="text-ink-2">{words(`hintWhy.${hint}`)}</p>}
      {acts.length > 0 && (
        <div className="flex flex-wrap gap-2">
          <ActButtons id={receipt.id} what={name} acts={acts} />
        </div>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        {announcement !== undefined && <Fact name={words('fact.text')}>{announcement.text}</Fact>}
        {announcement?.extensionInfo !== undefined && (
          <Fact name={words('fact.extension')}>
            <code className="font-mono">{announcement.extensionInfo}</code>
          </Fact>
        )}
        <Fact name={words('fact.room')}>
          {receipt.roomName} · {app(`vendor.${receipt.vendor}`)} · {receipt.roomId}
        </Fact>
        {code !== undefined && <Fact name={words('fact.code')}>{code}</Fact>}
        {vendorText !== undefined && <Fact name={words('fact.vendorText')}>{vendorText}</Fact>}
        {requestId !== undefined && <CopyFact name="RequestId" text={requestId} />}
        {msgId !== undefined && <CopyFact name="MsgId" text={msgId} />}
        {msgSeq !== undefined && <Fact name="MsgSeq">{msgSeq}</Fact>}
        <Fact name={words('fact.attempts')}>{number(attempts)}</Fact>
        <Fact name={words('fact.pressed')}>{dateTime(receipt.createdAt)}</Fact>
      </dl>
    </div>
  )
}

function Story({ receipt }: { receipt: Receipt }) {
  const words = useWords('activity')
  const sentence = useSentence(receipt.reason)
  if (sentence === undefined)
    return (
      <p>
        {receipt.message} <span className="text-ink-2">{receipt.advice}</span>
      </p>
    )
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{sentence.happened}</p>
      <p className="text-ink-2">{sentence.viewers}</p>
      {receipt.state !== 'delivered' && (
        <p className="text-ink-2">
          <span className="text-ink-3">{words('toDo')}</span> {sentence.advice}
        </p>
      )}
    </div>
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
