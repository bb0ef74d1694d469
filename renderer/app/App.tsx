import { Tooltip } from 'radix-ui'
import { Toaster } from '../ui/Toaster.tsx'
import { Cockpit } from './Cockpit.tsx'
import { Refused } from './Refused.tsx'
import { useConnection } from './connection.ts'

export function App() {
  const refused = useConnection(({ state }) => state === 'refused')
  return (
    <Tooltip.Provider delayDuration={400}>
      {refused ? <Refused /> : <Cockpit />}
      <Toaster />
    </Tooltip.Provider>
  )
}
