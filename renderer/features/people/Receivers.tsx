import { fieldProblem } from '../../../shared/domain/field-problems.ts'
import { Trash2, Eye, EyeOff } from 'lucide-react'
import { useId, useState } from 'react'
import { tencentUserId, zegoUserId, vendorSchema, type Vendor } from '../../../shared/contract/fields.ts'
import type { PeopleOfRoom } from '../../../shared/contract/people.ts'
import { useAccountWarning } from '../../i18n/account-warning.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { AccountStatus } from './AccountStatus.tsx'
import { withCoHost, withoutCoHost, withReceiver, useSavePeople } from './edit-people.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { tell } from '../../ui/toasts.ts'
import { chooseReceivers, useReceiverNames } from '../counts/receivers.ts'

export function Receivers({ people }: { people: PeopleOfRoom }) {
  const t = useTranslate('people')
  const vendors = vendorSchema.options.filter((vendor) => people.room[vendor] !== undefined)
  return (
    <section className="flex flex-col gap-3" aria-labelledby="people-receivers">
      <h3 id="people-receivers" className="font-semibold text-ink">
        {t('receivers')}
      </h3>
      <div className={`grid gap-4 ${vendors.length > 1 ? 'cockpit:grid-cols-2' : ''}`}>
        {vendors.map((vendor) => (
          <ReceiversOf key={vendor} people={people} vendor={vendor} />
        ))}
      </div>
    </section>
  )
}

function ReceiversOf({ people, vendor }: { people: PeopleOfRoom; vendor: Vendor }) {
  const t = useTranslate('people')
  const deck = useTranslate('deck')
  const app = useTranslate('app')
  const save = useSavePeople()
  const chosen = people.receiver[vendor]
  const host = people.room[vendor]?.receiver
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 text-ink-2">{app(`vendor.${vendor}`)}</legend>
      <Receiver
        vendor={vendor}
        label={t('host', { id: host ?? deck('people.theRoom') })}
        userId={host}
        chosen={chosen === undefined}
        onChoose={() => save(withReceiver(people, vendor, undefined))}
      />
      {people.receivers[vendor].map((id) => (
        <Receiver
          key={id}
          vendor={vendor}
          label={id}
          userId={id}
          chosen={chosen === id}
          onChoose={() => save(withReceiver(people, vendor, id))}
          onRemove={() => save(withoutCoHost(people, vendor, id))}
        />
      ))}
      <AddCoHost people={people} vendor={vendor} />
    </fieldset>
  )
}

interface ReceiverProps {
  vendor: Vendor
  label: string
  userId: string | undefined
  chosen: boolean
  onChoose: () => void
  onRemove?: () => void
}

function Receiver({ vendor, label, userId, chosen, onChoose, onRemove }: ReceiverProps) {
  const t = useTranslate('people')
  const id = useId()
  return (
    <div className="flex flex-col">
      <div className="flex min-h-8 items-center gap-3">
        <input
          id={id}
          type="radio"
          name={`receiver-${vendor}`}
          className="size-4 shrink-0 accent-accent"
          checked={chosen}
          onChange={onChoose}
        />
        <label htmlFor={id} className="min-w-0 flex-1 break-all text-ink">
          {label}
        </label>
        {vendor === 'tencent' && onRemove && <WatchCounts userId={label} />}
        {onRemove && <IconButton label={t('remove', { name: label })} icon={<Trash2 />} onClick={onRemove} />}
      </div>
      {vendor === 'tencent' && (
        <div className="-mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 pl-7 empty:hidden">
          <AccountStatus userId={userId} />
          {onRemove && <WatchedNote userId={label} />}
        </div>
      )}
    </div>
  )
}

function AddCoHost({ people, vendor }: { people: PeopleOfRoom; vendor: Vendor }) {
  const t = useTranslate('people')
  const problem = useFieldProblem()
  const warning = useAccountWarning()
  const save = useSavePeople()
  const [typed, setTyped] = useState('')
  const id = typed.trim()
  const [tried, setTried] = useState(false)
  const wrong =
    (vendor === 'tencent' ? tencentUserId : zegoUserId).safeParse(id).error?.issues[0]?.message ??
    (people.receivers[vendor].includes(id) || people.room[vendor]?.receiver === id
      ? fieldProblem('usedTwice')
      : undefined)
  return (
    <form
      noValidate
      className="flex items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(wrong !== undefined)
        if (wrong !== undefined) return
        save(withCoHost(people, vendor, id))
        setTyped('')
      }}
    >
      <TextField
        className="flex-1"
        label={t('coHost')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        error={tried && wrong !== undefined ? problem(wrong) : undefined}
        warning={vendor === 'tencent' ? warning(typed) : undefined}
        onChange={setTyped}
      />
      <Button type="submit" className="mt-6">
        {t('addCoHost')}
      </Button>
    </form>
  )
}

/** Renders the switch that decides whether the gifts of a co-host are counted beside the host's. */
function WatchCounts({ userId }: { userId: string }) {
  const t = useTranslate('people')
  const explain = useExplain()
  const receivers = useReceiverNames((state) => state.receivers)
  if (receivers === null) return null
  const on = receivers.includes(userId)
  const next = on ? receivers.filter((each) => each !== userId) : [...receivers, userId]
  return (
    <IconButton
      label={t('watch', { id: userId })}
      icon={on ? <Eye /> : <EyeOff />}
      aria-pressed={on}
      className={on ? 'text-accent-text' : ''}
      onClick={() => void chooseReceivers(next).catch((error: unknown) => tell(explain(error), 'bad'))}
    />
  )
}

/** Renders a text that says whether the totals of a receiver are read, because the icon alone does not explain it. */
function WatchedNote({ userId }: { userId: string }) {
  const t = useTranslate('people')
  const receivers = useReceiverNames((state) => state.receivers)
  if (receivers === null) return null
  return (
    <span aria-hidden className="text-ink-3">
      {t(receivers.includes(userId) ? 'counted' : 'notCounted')}
    </span>
  )
}
