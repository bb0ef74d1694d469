import { Circle, ClipboardCheck, Layers2, MonitorPlay, Radio, Undo2 } from 'lucide-react'
import { labelsOf, type ActionGroup } from '../../platform/actions.ts'
import { openDialog } from '../../platform/navigation.ts'
import { isShowing, sayOnAir, useOnAir } from './store.ts'

const label = labelsOf('onAir')

/** What the host says about the broadcast, and the dialogs that prepare it. The menu of the status bar lists them too. */
export const onAirActions: ActionGroup = {
  name: label('title'),
  list: () => {
    const onAir = useOnAir.getState()
    const { state, source } = onAir
    return [
      {
        id: 'onAir.on',
        label: label('actions.on'),
        synonyms: label('synonyms.on'),
        icon: Radio,
        run: () => sayOnAir('on'),
        why: isShowing(onAir) ? label('actions.isOn') : null,
      },
      {
        id: 'onAir.off',
        label: label('actions.off'),
        synonyms: label('synonyms.off'),
        icon: Circle,
        run: () => sayOnAir('off'),
        // A stream that OBS reports outweighs the host's word. A lost OBS does not.
        why:
          state === 'off'
            ? label('actions.isOff')
            : state === 'on' && source === 'obs'
              ? label('actions.obsSays')
              : null,
      },
      {
        id: 'onAir.take-back',
        label: label('actions.takeBack'),
        synonyms: label('synonyms.takeBack'),
        icon: Undo2,
        run: () => sayOnAir(null),
        why: source === 'host' ? null : label('actions.nothingSaid'),
      },
      {
        id: 'preflight.open',
        label: label('actions.preflight'),
        synonyms: label('synonyms.preflight'),
        icon: ClipboardCheck,
        run: () => openDialog('preflight'),
      },
      {
        id: 'obs.open',
        label: label('actions.obs'),
        synonyms: label('synonyms.obs'),
        icon: MonitorPlay,
        run: () => openDialog('obs'),
      },
      {
        id: 'overlays.open',
        label: label('actions.overlays'),
        synonyms: label('synonyms.overlays'),
        icon: Layers2,
        run: () => openDialog('overlays'),
      },
    ]
  },
}
