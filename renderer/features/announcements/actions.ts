import { Send } from 'lucide-react'
import type { ActionGroup } from '../../app/actions.ts'
import { shortcuts } from '../../app/shortcuts.ts'
import { openTab } from '../../app/tabs.ts'
import { useStatus } from '../status/store.ts'
import { hindrance } from './can-post.ts'
import { useDraft } from './draft.ts'

const words = (word: string) => ({ feature: 'announcements', word })

function whyNot() {
  const why = hindrance(useStatus.getState().status)
  if (why !== null) return words(`why.${why}`)
  return useDraft.getState().text.trim() === '' ? words('actions.nothingWritten') : null
}

export const announcementActions: ActionGroup = {
  name: words('title'),
  list: () => [
    {
      id: 'announcements.post',
      says: words('actions.post'),
      icon: Send,
      shortcut: shortcuts.post,
      heard: 'own',
      // The form itself posts, so that what is wrong shows at its field.
      run: () => {
        openTab('announce')
        document.querySelector<HTMLFormElement>('#panel-announce form')?.requestSubmit()
      },
      why: whyNot(),
    },
  ],
}
