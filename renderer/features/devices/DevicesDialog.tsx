import { Cable } from 'lucide-react'
import type { Device } from '../../../shared/contract/tokens.ts'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useFailedReads } from '../../platform/requests.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { InlineList } from '../../ui/InlineList.tsx'
import { tell } from '../../ui/toasts.ts'
import { TwoPressButton } from '../../ui/TwoPressButton.tsx'
import { MakeToken } from './MakeToken.tsx'
import { PairingRequest } from './PairingRequest.tsx'
import { StreamDeckProfile } from './StreamDeckProfile.tsx'
import { choiceOf, devices, pairings } from './store.ts'

/** Renders the programs that have a token, the one that asks for a token, and a form that makes one by hand. */
export function DevicesDialog({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('devices')
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      failedReads={useFailedReads('tokens')}
      title={t('title')}
      description={t('about')}
    >
      <Content />
    </Dialog>
  )
}

function Content() {
  const t = useTranslate('devices')
  const { items: tokens } = devices.use()
  // Overlays have a dialog of their own.
  const items = tokens?.filter(({ scopes }) => !scopes.includes('overlay')) ?? null
  const { items: requests } = pairings.use()
  devices.useLoaded()
  return (
    <>
      {requests.map((pairing) => (
        <PairingRequest key={pairing.id} pairing={pairing} />
      ))}
      {items?.length === 0 && requests.length === 0 && (
        <EmptyState icon={<Cable aria-hidden />} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      <ul className="flex flex-col">
        {items?.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
      <StreamDeckProfile />
      {items !== null && <MakeToken />}
    </>
  )
}

/** The id of the token that the desktop's menu makes for docks. */
const dockId = 'dock'

/** Renders one device. It is withdrawn by two presses of its button, because it goes offline at once. */
function DeviceRow({ device }: { device: Device }) {
  const t = useTranslate('devices')
  const format = useFormat()
  const explain = useExplain()
  const { id, scopes, createdAt, lastUsedAt } = device
  const name = id === dockId ? t('dock') : device.name
  const withdraw = async () => {
    try {
      await devices.save(async () => {
        await client.tokens.revoke({ id })
        return client.tokens.list()
      })
      tell(t('withdrawn', { name }), 'ok')
    } catch (error) {
      tell(explain(error), 'bad')
    }
  }
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-1">
      <div className="min-w-0 flex-1">
        <InlineList>
          {name}
          <span className="text-ink-3">{t(`scope.${choiceOf(scopes)}`)}</span>
        </InlineList>
        <div className="text-ink-3 tabular-nums">
          <InlineList>
            {t('created', { time: format.dateTime(createdAt) })}
            {lastUsedAt === undefined ? t('unused') : t('used', { time: format.dateTime(lastUsedAt) })}
          </InlineList>
        </div>
      </div>
      <TwoPressButton
        label={t('withdraw')}
        name={t('withdrawOf', { name })}
        confirmLabel={t('withdrawNow')}
        onConfirm={() => void withdraw()}
      />
    </li>
  )
}
