import { StopButton } from '../features/status/StopButton.tsx'
import { BrokenPage } from '../ui/Broken.tsx'
import { MayBreak } from '../ui/MayBreak.tsx'
import { Toaster } from '../ui/Toaster.tsx'
import { Cockpit } from './Cockpit.tsx'
import { Refused } from './Refused.tsx'
import { useConnection } from './connection.ts'

export function App() {
  const refused = useConnection(({ state }) => state === 'refused')
  return (
    <>
      <MayBreak
        instead={
          <BrokenPage>
            <StopButton />
          </BrokenPage>
        }
      >
        {refused ? <Refused /> : <Cockpit />}
      </MayBreak>
      <Toaster />
    </>
  )
}
