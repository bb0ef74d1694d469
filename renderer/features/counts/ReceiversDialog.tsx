import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { mostWatched as most } from '../../../shared/domain/limits.ts'
import { tencentUserId } from '../../../shared/contract/fields.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useFailedReads } from '../../platform/requests.ts'
import { useAccountWarning } from '../../i18n/account-warning.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { usePeople } from '../people/store.ts'
import { chooseReceivers } from './receivers.ts'

/**
 * Renders the dialog for the receivers whose totals are read. Each change is saved at once, because it can be reversed.
 */
export function ReceiversDialog({ receivers, onClose }: { receivers: readonly string[]; onClose: () => void }) {
  const t = useTranslate('counts')
  const problem = useFieldProblem()
  const warning = useAccountWarning()
  const explain = useExplain()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [own, ...others] = receivers
  const coHosts = usePeople((state) => state.people?.receivers.tencent) ?? []
  const offered = coHosts.filter((id) => !receivers.includes(id))

  const choose = async (next: readonly string[], then?: () => void) => {
    try {
      await chooseReceivers(next)
      then?.()
    } catch (failure) {
      setError(explain(failure))
    }
  }
  const add = () => {
    const id = name.trim()
    const issue = tencentUserId.safeParse(id).error?.issues[0]?.message
    if (issue !== undefined) return setError(problem(issue))
    void choose([...receivers, id], () => setName(''))
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      failedReads={useFailedReads('receivers')}
      title={t('receivers.title')}
      description={t('receivers.about')}
    >
      <ul className="mb-3 flex flex-col gap-1">
        {own !== undefined && (
          <li className="flex h-8 items-center justify-between gap-2 rounded-m bg-raised px-2">
            <span className="min-w-0 truncate">{own}</span>
            <span className="shrink-0 text-ink-3">{t('receivers.own')}</span>
          </li>
        )}
        {others.map((receiver) => (
          <li key={receiver} className="flex h-8 items-center justify-between gap-2 rounded-m bg-raised pr-1 pl-2">
            <span className="min-w-0 truncate">{receiver}</span>
            <IconButton
              label={t('receivers.remove', { receiver })}
              icon={<X />}
              onClick={() => void choose(receivers.filter((each) => each !== receiver))}
            />
          </li>
        ))}
      </ul>
      {offered.length > 0 && receivers.length < most && (
        <div className="mb-3 flex flex-wrap gap-1">
          {offered.map((id) => (
            <Button
              key={id}
              size="s"
              className="max-w-full"
              aria-label={t('receivers.addOne', { receiver: id })}
              onClick={() => void choose([...receivers, id])}
            >
              <Plus aria-hidden />
              <span className="truncate">{id}</span>
            </Button>
          ))}
        </div>
      )}
      {receivers.length < most ? (
        <form
          noValidate
          className="flex items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            add()
          }}
        >
          <TextField
            label={t('receivers.name')}
            hint={t('receivers.nameHint')}
            error={error}
            warning={warning(name)}
            value={name}
            autoComplete="off"
            className="flex-1"
            onChange={(next) => {
              setName(next)
              setError(undefined)
            }}
          />
          <Button type="submit" className="mt-6">
            {t('receivers.add')}
          </Button>
        </form>
      ) : (
        <p className="text-ink-3">{t('receivers.full')}</p>
      )}
    </Dialog>
  )
}
